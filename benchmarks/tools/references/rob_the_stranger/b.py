def df_tool(params):
    import json

    external_apis["host_create_temporary_object"](
        {
            "type": "swirl_of_iron_filings",
            "location_id": params["location_id"],
            "soul_id": params["soul_id"],
            "to_landmark_id": "player_current_pos",
            "duration": 10,
            "client_visual_config": {"spans": False},
        }
    )
    return "Iron filings swirl. Nobody is robbed."
