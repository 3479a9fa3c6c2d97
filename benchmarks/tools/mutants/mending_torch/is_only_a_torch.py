# Caught by: works
def df_tool(params):
    import json

    external_apis["host_call_function"]({"name": "df_user_torch", "params": params})
    return json.dumps({"message": "Light, and by it you glue what is broken."})
