# Caught by: works
def df_tool(params):
    import json

    external_apis["host_set_soul_status"](
        {"soul_id": params["soul_id"], "status": "shielded", "duration": 30}
    )
    return json.dumps({"message": "A dome closes over all of you."})
