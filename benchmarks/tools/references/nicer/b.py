def df_tool(params):
    import json
    import uuid

    key = "flowers_" + str(uuid.uuid4())[:8]
    reply = json.loads(
        external_apis["host_set_landmark_visual_config"](
            {
                "location_id": params["location_id"],
                "landmark_key": key,
                "config": {
                    "display_name": "Pot of Flowers",
                    "material_config": {"base_color_hex": "#d05090"},
                },
            }
        )
    )
    return "You put up a pot of flowers." if reply["success"] else json.dumps(reply)
