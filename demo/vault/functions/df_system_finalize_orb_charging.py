def df_system_finalize_orb_charging(params):
    import json
    import uuid

    def artifact_name(wish):
        # Whole words, until the wish can be told from others; never cut before 25 characters.
        name = ""
        for word in wish.split():
            if len(name) >= 25:
                break
            name = (name + " " + word).strip()
        return "Orb: " + (name[:60].rstrip(" .,;:!?") or "A nameless tool")

    soul_id = params["soul_id"]
    function_name = params.get("newly_created_tool_function_name", "")
    wish = params.get("user_provided_description", "")
    if not function_name:
        return json.dumps({"error": "The Orb grew dark: nothing was forged."})

    maker = json.loads(external_apis["host_get_entity_data"]({"entity_id": soul_id}))
    maker_name = maker.get("name", "Someone")
    artifact_id = "tool_" + str(uuid.uuid4())[:8]
    name = artifact_name(wish)
    external_apis["host_core_add_artifact_to_gamestate"](
        {
            "id": artifact_id,
            "name": name,
            "description": f"A tool that {maker_name} wished out of the Orb: {wish}",
            "linked_dynamic_function_name": function_name,
            "properties": {
                "creator_soul_id": soul_id,
                "maker_name": maker_name,
                "wish": wish,
                "catalyst_artifact_id": params.get("catalyst_artifact_id"),
                "client_interaction_rules": [
                    {"action_name_template": "Use {artifact_name}", "is_general_use": True},
                    {
                        "action_name_template": "Use {artifact_name} on {target_name}",
                        "passes_target_env_object_id_as_param": "target_env_object_id",
                    },
                ],
            },
        }
    )
    gift = json.loads(
        external_apis["host_give_artifact_to_soul"](
            {"soul_id": soul_id, "artifact_id": artifact_id}
        )
    )
    if gift.get("error"):
        return json.dumps({"error": gift["error"]})
    return json.dumps(
        {
            "message": f"The Orb's light folds itself into a new thing: {name}.",
            "new_artifact_id": artifact_id,
        }
    )
