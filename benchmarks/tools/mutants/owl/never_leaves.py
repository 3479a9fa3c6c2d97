# Caught by: expires
def df_tool(params):
    import json

    external_apis["host_set_soul_status"](
        {"soul_id": params["soul_id"], "status": "followed_by_an_owl"}
    )
    return json.dumps({"message": "An owl follows you for ten minutes."})
