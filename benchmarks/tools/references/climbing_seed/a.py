def df_tool(params):
    import json

    if params["location_id"] != "garden":
        return json.dumps({"error": "The seed needs the earth at the foot of a wall."})
    reply = json.loads(
        external_apis["host_create_temporary_object"](
            {
                "soul_id": params["soul_id"],
                "type": "vine",
                "location_id": "garden",
                "to_landmark_id": "terrace",
                "duration": 600,
                "client_visual_config": {"material_config": {"base_color_hex": "#3f8f3f"}},
            }
        )
    )
    return json.dumps(
        {"message": "A vine shoots up to the terrace."} if reply["success"] else reply
    )
