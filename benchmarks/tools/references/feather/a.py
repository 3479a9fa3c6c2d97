def df_tool(params):
    import json

    reply = json.loads(
        external_apis["host_set_soul_status"](
            {"soul_id": params["soul_id"], "status": "flying", "duration": 20}
        )
    )
    return json.dumps({"message": "You rise into the air."} if reply["success"] else reply)
