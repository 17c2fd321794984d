"""Ask and show: the only code that knows Streamlit and Vega-Lite."""
