def df_tool(params):
    import json

    where = params["location_id"]
    external_apis["host_create_temporary_object"](
        {
            "type": "little_cloud",
            "location_id": where,
            "soul_id": params["soul_id"],
            "to_landmark_id": "player_current_pos",
            "duration": 60,
            "client_visual_config": {"spans": False},
        }
    )
    external_apis["host_set_weather"]({"location_id": where, "value": "rainstorm", "duration": 60})
    return "A cloud the size of a hat begins to rain."
