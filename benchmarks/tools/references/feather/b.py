def df_tool(params):
    import json

    me = json.loads(external_apis["host_get_entity_data"]({"entity_id": params["soul_id"]}))
    external_apis["host_set_soul_status"](
        {"soul_id": me["id"], "status": "levitating", "duration": 20}
    )
    external_apis["host_log_message_to_world"](
        {"message": me["name"] + " floats a hand above the ground."}
    )
    return "You weigh nothing for as long as the feather falls."
