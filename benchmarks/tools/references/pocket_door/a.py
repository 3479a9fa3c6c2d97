def df_tool(params):
    import json
    import uuid

    here = params["location_id"]
    room = "pocket_" + str(uuid.uuid4())[:8]
    external_apis["host_core_add_location_to_gamestate"](
        {"id": room, "name": "Pocket Room", "description": "A room no wider than a coat."}
    )
    there = json.loads(
        external_apis["host_set_landmark_visual_config"](
            {
                "location_id": here,
                "landmark_key": "door_" + room,
                "config": {"display_name": "Pocket Door", "is_exit_to_location_id": room},
            }
        )
    )
    back = json.loads(
        external_apis["host_set_landmark_visual_config"](
            {
                "location_id": room,
                "landmark_key": "way_back",
                "config": {"display_name": "Way Back", "is_exit_to_location_id": here},
            }
        )
    )
    if not (there["success"] and back["success"]):
        return json.dumps({"error": "The door jams."})
    return json.dumps({"message": "A narrow door opens in the air."})
