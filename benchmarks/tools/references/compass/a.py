def df_tool(params):
    import json

    todo, seen, found = [params["location_id"]], [], []
    while todo:
        here = todo.pop()
        if here in seen:
            continue
        seen.append(here)
        place = json.loads(external_apis["host_get_location_data"]({"location_id": here}))
        souls = json.loads(external_apis["host_list_souls_in_location"]({"location_id": here}))
        for soul in souls["souls"]:
            if soul["id"] != params["soul_id"]:
                found.append(f"{soul['name']} is in {place['name']}.")
        todo.extend(place["exits"].values())
    return json.dumps({"message": " ".join(found) or "The needle spins: you are alone."})
