# Caught by: another soul
def df_tool(params):
    import json

    external_apis["host_set_soul_status"](
        {"soul_id": "soul_ada", "status": "followed_by_an_owl", "duration": 600}
    )
    return json.dumps({"message": "An owl follows you."})
