# Caught by: follows
def df_tool(params):
    import json

    external_apis["host_create_temporary_object"](
        {
            "type": "owl",
            "location_id": params["location_id"],
            "soul_id": params["soul_id"],
            "to_landmark_id": "player_current_pos",
            "duration": 600,
            "client_visual_config": {"spans": False},
        }
    )
    return json.dumps({"message": "An owl follows you."})
