# Caught by: works
def df_tool(params):
    import json
    import uuid

    room = "pocket_" + str(uuid.uuid4())[:8]
    external_apis["host_core_add_location_to_gamestate"](
        {"id": room, "name": "Pocket Room", "description": "A room."}
    )
    external_apis["host_set_landmark_visual_config"](
        {
            "location_id": params["location_id"],
            "landmark_key": "door_" + room,
            "config": {"display_name": "Pocket Door", "is_exit_to_location_id": room},
        }
    )
    return json.dumps({"message": "A door opens into a room, and back again."})
