# Caught by: works
def df_tool(params):
    import json

    external_apis["host_remove_soul_status"]({"soul_id": params["soul_id"], "status": "wounded"})
    return json.dumps({"message": "The water closes all wounds."})
