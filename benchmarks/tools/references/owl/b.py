def df_tool(params):
    import json

    me = json.loads(external_apis["host_get_entity_data"]({"entity_id": params["soul_id"]}))
    external_apis["host_set_soul_status"](
        {"soul_id": me["id"], "status": "carrying an owl on the shoulder", "duration": 600}
    )
    external_apis["host_log_message_to_world"]({"message": f"Hoo! An owl lands on {me['name']}."})
    return "Its claws are gentle."
