"""Resources: what comes in?"""
