def df_tool(params):
    import json

    if params.get("target_env_object_id") != "pool":
        return json.dumps({"error": "The frost runs off: step up to water with it."})
    reply = json.loads(
        external_apis["host_create_temporary_object"](
            {
                "soul_id": params["soul_id"],
                "type": "sheet_of_ice",
                "location_id": params["location_id"],
                "from_landmark_id": "pool_landmark",
                "to_landmark_id": "island",
                "duration": 300,
                "client_visual_config": {"material_config": {"base_color_hex": "#e0f4ff"}},
            }
        )
    )
    return json.dumps({"message": "Ice creaks underfoot."} if reply["success"] else reply)
