def df_tool(params):
    import json

    bag_id = "bag_of_" + params["artifact_id"]
    bag = json.loads(external_apis["host_get_environment_object_data"]({"object_id": bag_id}))
    me = params["soul_id"]
    if not bag.get("success"):
        external_apis["host_core_add_env_object_to_gamestate"](
            {
                "id": bag_id,
                "location_id": params["location_id"],
                "type": "bag",
                "details": {"item": "pebble_01", "from": me},
            }
        )
        return "The pebble drops into the bag."
    giver = bag["details"].get("from")
    if giver in (None, me):
        return json.dumps({"error": "There is nothing in the bag that is not yours."})
    reply = json.loads(
        external_apis["host_transfer_artifact"](
            {"from_soul_id": giver, "to_soul_id": me, "artifact_id": bag["details"]["item"]}
        )
    )
    if reply.get("error"):
        return json.dumps({"error": reply["error"]})
    external_apis["host_apply_effect_on_environment_object"](
        {"object_id": bag_id, "effect_details": {"from": None}}
    )
    return "You feel about in the bag and find a pebble."
