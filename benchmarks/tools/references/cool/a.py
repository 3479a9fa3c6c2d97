def df_tool(params):
    import json

    external_apis["host_create_temporary_object"](
        {
            "soul_id": params["soul_id"],
            "type": "swarm_of_fireflies",
            "location_id": params["location_id"],
            "to_landmark_id": "player_current_pos",
            "duration": 60,
            "client_visual_config": {"spans": False},
        }
    )
    return json.dumps({"message": "Fireflies write your name into the air."})
