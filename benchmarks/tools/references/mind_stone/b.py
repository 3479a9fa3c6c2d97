def df_tool(params):
    import json

    def ask(api, **keys):
        return json.loads(external_apis[api](keys))

    here = ask("host_list_souls_in_location", location_id=params["location_id"])["souls"]
    answers = {
        soul["name"]: ask("host_get_inventory", soul_id=soul["id"])
        for soul in here
        if soul["id"] != params["soul_id"]
    }
    lines = []
    for name, answer in answers.items():
        if answer.get("error"):
            lines.append(f"{name} keeps their thoughts to themselves")
        else:
            lines.append(f"{name}: {'; '.join(one['name'] for one in answer['artifacts'])}")
    return "\n".join(lines) or "You are alone with your thoughts."
