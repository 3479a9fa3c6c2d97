def df_tool(params):
    import json

    reply = json.loads(
        external_apis["host_set_soul_status"](
            {"soul_id": params["soul_id"], "status": "followed_by_an_owl", "duration": 600}
        )
    )
    return json.dumps({"message": "An owl settles behind you."} if reply["success"] else reply)
