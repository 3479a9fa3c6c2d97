# Caught by: expires
def df_tool(params):
    import json

    external_apis["host_set_soul_status"]({"soul_id": params["soul_id"], "status": "flying"})
    return json.dumps({"message": "You rise into the air for 20 seconds."})
