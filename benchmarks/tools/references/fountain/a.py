def df_tool(params):
    import json

    souls = json.loads(
        external_apis["host_list_souls_in_location"]({"location_id": params["location_id"]})
    )["souls"]
    healed = []
    for soul in souls:
        if "wounded" in soul["status"]:
            reply = json.loads(
                external_apis["host_remove_soul_status"](
                    {"soul_id": soul["id"], "status": "wounded"}
                )
            )
            if reply["success"]:
                healed.append(soul["name"])
    if not healed:
        return json.dumps({"message": "Nobody here is wounded."})
    return json.dumps({"message": f"The water closes the wounds of {' and '.join(healed)}."})
