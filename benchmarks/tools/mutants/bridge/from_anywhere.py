# Caught by: elsewhere
def df_tool(params):
    import json

    reply = json.loads(
        external_apis["host_create_temporary_object"](
            {
                "type": "light_bridge",
                "location_id": "ledge",
                "soul_id": params["soul_id"],
                "to_landmark_id": "far_gate",
                "duration": 30,
                "client_visual_config": {},
            }
        )
    )
    return json.dumps({"message": "A bridge of light."} if reply["success"] else reply)
