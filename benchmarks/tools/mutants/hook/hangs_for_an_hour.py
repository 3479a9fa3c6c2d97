# Caught by: expires
def df_tool(params):
    import json

    if params["location_id"] != "tower":
        return json.dumps({"error": "There is nothing here for the hook to catch on."})
    reply = json.loads(
        external_apis["host_create_temporary_object"](
            {
                "soul_id": params["soul_id"],
                "type": "rope",
                "location_id": "tower",
                "to_landmark_id": "balcony",
                "duration": 3600,
                "client_visual_config": {},
            }
        )
    )
    return json.dumps({"message": "The hook holds for a minute."} if reply["success"] else reply)
