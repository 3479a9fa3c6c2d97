def df_tool(params):
    import json

    external_apis["host_create_temporary_object"](
        {
            "soul_id": params["soul_id"],
            "type": "rain_of_gilded_paper",
            "location_id": params["location_id"],
            "to_landmark_id": "player_current_pos",
            "duration": 20,
            "client_visual_config": {"spans": False},
        }
    )
    return json.dumps({"message": "Gilded paper rains down. The treasury stays shut."})
