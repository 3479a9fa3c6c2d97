def df_tool(params):
    import json

    here = params["location_id"]
    external_apis["host_create_temporary_object"](
        {
            "type": "fountain",
            "location_id": here,
            "soul_id": params["soul_id"],
            "to_landmark_id": "player_current_pos",
            "duration": 120,
            "client_visual_config": {"spans": False},
        }
    )
    souls = json.loads(external_apis["host_list_souls_in_location"]({"location_id": here}))["souls"]
    for soul in souls:
        for state in soul["status"]:
            if state in ("wounded", "poisoned"):
                external_apis["host_set_soul_status"](
                    {"soul_id": soul["id"], "status": state, "duration": 2}
                )
    return "Drink, and in a moment it hurts no more."
