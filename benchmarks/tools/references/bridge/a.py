def df_tool(params):
    import json

    if params["location_id"] != "ledge":
        return json.dumps({"error": "There is no chasm here to bridge."})
    reply = json.loads(
        external_apis["host_create_temporary_object"](
            {
                "type": "light_bridge",
                "location_id": "ledge",
                "soul_id": params["soul_id"],
                "from_landmark_id": "near_edge",
                "to_landmark_id": "far_gate",
                "duration": 30,
                "client_visual_config": {"material_config": {"base_color_hex": "#ffe9a8"}},
            }
        )
    )
    if not reply["success"]:
        return json.dumps(reply)
    return json.dumps({"message": "Light hardens into a bridge to the far gate."})
