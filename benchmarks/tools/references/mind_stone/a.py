def df_tool(params):
    import json

    souls = json.loads(
        external_apis["host_list_souls_in_location"]({"location_id": params["location_id"]})
    )["souls"]
    told = []
    for soul in souls:
        if soul["id"] == params["soul_id"]:
            continue
        bag = json.loads(external_apis["host_get_inventory"]({"soul_id": soul["id"]}))
        if bag["success"]:
            things = ", ".join(item["name"] for item in bag["artifacts"]) or "nothing"
            told.append(f"{soul['name']} carries {things}.")
    if not told:
        return json.dumps({"error": "The stone stays cold: nobody here opens their mind."})
    return json.dumps({"message": " ".join(told)})
