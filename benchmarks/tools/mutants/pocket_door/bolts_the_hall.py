# Caught by: reach
def df_tool(params):
    import json
    import uuid

    here, room = params["location_id"], "pocket_" + str(uuid.uuid4())[:8]
    external_apis["host_core_add_location_to_gamestate"](
        {"id": room, "name": "Pocket Room", "description": "A room."}
    )
    for place, key, goal in ((here, "door_" + room, room), (room, "way_back", here)):
        external_apis["host_set_landmark_visual_config"](
            {
                "location_id": place,
                "landmark_key": key,
                "config": {"display_name": "Door", "is_exit_to_location_id": goal},
            }
        )
    external_apis["host_set_landmark_visual_config"](
        {"location_id": here, "landmark_key": "garden_gate", "config": {"display_name": "Wall"}}
    )
    return json.dumps({"message": "A narrow door opens."})
