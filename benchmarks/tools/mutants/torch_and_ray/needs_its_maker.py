# Caught by: another soul
def df_tool(params):
    import json

    external_apis["host_call_function"]({"name": "df_user_torch", "params": params})
    if params["soul_id"] == "soul_ada":
        external_apis["host_call_function"]({"name": "df_user_ray", "params": params})
    return json.dumps({"message": "Fire and frost at once."})
