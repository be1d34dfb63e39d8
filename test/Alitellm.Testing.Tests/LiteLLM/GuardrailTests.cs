using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §9.</summary>
internal sealed class GuardrailTests
{
    private const string Params = """{"guardrail":"lakera_v2","mode":"pre_call","api_key":"sk-guard-secret-g"}""";

    [Test]
    public async Task A_create_answers_with_a_minted_id_about_a_hundred_parameters_and_secrets_in_clear()
    {
        using var proxy = new Proxy();
        var answer = await Create(proxy, "pii");

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(Guid.TryParse((string?)answer.Json["guardrail_id"], out _), Is.True);
        var parameters = answer.Json["litellm_params"]!.AsObject();
        Assert.That((string?)parameters["api_key"], Is.EqualTo("sk-guard-secret-g"));
        Assert.That((string?)parameters["on_flagged"], Is.EqualTo("block"));
        Assert.That((string?)parameters["presidio_language"], Is.EqualTo("en"));
        Assert.That((string?)parameters["api_version"], Is.EqualTo("v1"));
        Assert.That((bool)parameters["default_on"]!, Is.False);
        Assert.That(parameters.Count(entry => entry.Value is null), Is.GreaterThan(40));
    }

    [Test]
    public async Task An_id_in_the_body_is_ignored()
    {
        using var proxy = new Proxy();
        var answer = await proxy.Post("/guardrails", $$"""{"guardrail":{"guardrail_id":"mine","guardrail_name":"pii","litellm_params":{{Params}} } }""");

        Assert.That((string?)answer.Json["guardrail_id"], Is.Not.EqualTo("mine"));
    }

    [TestCase("""{"guardrail_name":"pii","litellm_params":{"guardrail":"x","mode":"pre_call"}}""", "body.guardrail")]
    [TestCase("""{"guardrail":{"litellm_params":{"guardrail":"x","mode":"pre_call"}}}""", "body.guardrail.guardrail_name")]
    [TestCase("""{"guardrail":{"guardrail_name":"pii"}}""", "body.guardrail.litellm_params")]
    [TestCase("""{"guardrail":{"guardrail_name":"pii","litellm_params":{"mode":"pre_call"}}}""", "body.guardrail.litellm_params.guardrail")]
    [TestCase("""{"guardrail":{"guardrail_name":"pii","litellm_params":{"guardrail":"x"}}}""", "body.guardrail.litellm_params.mode")]
    public async Task What_is_required_and_missing_is_422(string body, string location)
    {
        using var proxy = new Proxy();
        var id = await Created(proxy, "other");

        foreach (var answer in new[] { await proxy.Post("/guardrails", body), await proxy.Send("PUT", $"/guardrails/{id}", body) })
        {
            Assert.That(answer.Status, Is.EqualTo(422));
            Assert.That(string.Join('.', answer.Json["detail"]![0]!["loc"]!.AsArray().Select(part => (string)part!)), Is.EqualTo(location));
        }
    }

    [Test]
    public async Task Neither_mode_nor_type_is_validated_and_modes_are_lower_cased()
    {
        using var proxy = new Proxy();
        await Create(proxy, "odd", """{"guardrail":"no-such-type","mode":["Bogus","PRE_CALL"]}""");

        Assert.That((await Listed(proxy, "odd"))["litellm_params"]!["mode"]!.ToJsonString(), Is.EqualTo("""["bogus","pre_call"]"""));
    }

    [Test]
    public async Task Reads_mask_secrets_and_keep_unknown_keys()
    {
        using var proxy = new Proxy();
        var id = await Created(proxy, "pii", """{"guardrail":"x","mode":"pre_call","api_key":"secret-g","auth_token":"abcd","odd":{"a":[1]},"limit_key":7}""");

        foreach (var shown in new[] { (await proxy.Get($"/guardrails/{id}")).Json, (await proxy.Get($"/guardrails/{id}/info")).Json, await Listed(proxy, "pii") })
        {
            Assert.That((string?)shown["litellm_params"]!["api_key"], Is.EqualTo("se****-g"));
            Assert.That((string?)shown["litellm_params"]!["auth_token"], Is.EqualTo("*****"));
            Assert.That((int)shown["litellm_params"]!["limit_key"]!, Is.EqualTo(7));
            Assert.That(shown["litellm_params"]!["odd"]!.ToJsonString(), Is.EqualTo("""{"a":[1]}"""));
        }
    }

    [Test]
    public async Task PUT_replaces_everything()
    {
        using var proxy = new Proxy();
        var id = await Created(proxy, "pii", """{"guardrail":"x","mode":"pre_call","default_on":true,"api_key":"secret","extra":1}""", """{"owner":"me"}""");
        var answer = await proxy.Send("PUT", $"/guardrails/{id}", """{"guardrail":{"guardrail_name":"pii2","litellm_params":{"guardrail":"x","mode":"post_call"}}}""");

        Assert.That(answer.Status, Is.EqualTo(200));
        var row = proxy.World.FindGuardrail(id)!;
        Assert.That((row.Name, row.LitellmParams.ToJsonString(), row.GuardrailInfo.Count), Is.EqualTo(("pii2", """{"guardrail":"x","mode":"post_call"}""", 0)));
        var shown = await Listed(proxy, "pii2");
        Assert.That((bool)shown["litellm_params"]!["default_on"]!, Is.False);
        Assert.That(shown["litellm_params"]!["api_key"], Is.Null);
    }

    [Test]
    public async Task PATCH_merges_parameters_keeps_secrets_clears_with_null_and_replaces_info()
    {
        using var proxy = new Proxy();
        var id = await Created(proxy, "pii", """{"guardrail":"x","mode":"pre_call","default_on":true,"api_key":"secret","extra":1}""", """{"owner":"me"}""");
        await proxy.Patch($"/guardrails/{id}", """{"litellm_params":{"default_on":null,"extra":null,"mode":"post_call"},"guardrail_info":{"team":"us"}}""");

        var row = proxy.World.FindGuardrail(id)!;
        Assert.That((string?)row.LitellmParams["api_key"], Is.EqualTo("secret"));
        Assert.That((row.LitellmParams["default_on"], row.LitellmParams["extra"]), Is.EqualTo(((JsonNode?)null, (JsonNode?)null)));
        Assert.That((string?)row.LitellmParams["mode"], Is.EqualTo("post_call"));
        Assert.That(row.GuardrailInfo.ToJsonString(), Is.EqualTo("""{"team":"us"}"""));
    }

    [Test]
    public async Task An_empty_PATCH_only_moves_updated_at()
    {
        using var proxy = new Proxy();
        var id = await Created(proxy, "pii");
        var before = proxy.World.FindGuardrail(id)!;
        proxy.Time.Advance(TimeSpan.FromSeconds(5));
        var answer = await proxy.Patch($"/guardrails/{id}", "{}");

        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That((string?)answer.Json["updated_at"], Does.EndWith("+00:00"));
        var after = proxy.World.FindGuardrail(id)!;
        Assert.That(after.UpdatedAt, Is.GreaterThan(before.UpdatedAt));
        Assert.That(after.LitellmParams.ToJsonString(), Is.EqualTo(before.LitellmParams.ToJsonString()));
    }

    [TestCase("GET")]
    [TestCase("PUT")]
    [TestCase("PATCH")]
    [TestCase("DELETE")]
    public async Task A_missing_one_is_404(string method)
    {
        using var proxy = new Proxy();
        var body = method switch { "PUT" => $$"""{"guardrail":{"guardrail_name":"pii","litellm_params":{{Params}} } }""", "PATCH" => "{}", _ => null };
        var answer = await proxy.Send(method, "/guardrails/none", body);

        Assert.That((answer.Status, (string?)answer.Json["detail"]), Is.EqualTo((404, "Guardrail with ID none not found")));
    }

    [Test]
    public async Task Names_are_unique_among_database_rows_and_a_conflict_is_500()
    {
        using var proxy = new Proxy();
        await Create(proxy, "pii");
        var other = await Created(proxy, "other");
        var answers = new[]
        {
            await Create(proxy, "pii"),
            await proxy.Send("PUT", $"/guardrails/{other}", $$"""{"guardrail":{"guardrail_name":"pii","litellm_params":{{Params}} } }"""),
            await proxy.Patch($"/guardrails/{other}", """{"guardrail_name":"pii"}"""),
        };

        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(500));
        Assert.That(answers.Select(answer => (string?)answer.Json["detail"]), Is.All.Contains("Unique constraint failed on the fields: (`guardrail_name`)"));
        Assert.That(proxy.World.Guardrails, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Where_names_are_not_unique_equal_ones_form_a_pool()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { UniqueGuardrailNames = false });
        await Create(proxy, "pii");

        Assert.That((await Create(proxy, "pii")).Status, Is.EqualTo(200));
        Assert.That(proxy.World.Guardrails, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task The_v2_list_has_the_database_newest_first_then_the_file_and_says_where_each_is_defined()
    {
        using var proxy = WithConfig();
        await Create(proxy, "old");
        await Create(proxy, "new");
        var rows = (await proxy.Get("/v2/guardrails/list")).Json["guardrails"]!.AsArray();

        Assert.That(
            rows.Select(row => $"{row!["guardrail_name"]}:{row["guardrail_definition_location"]}"),
            Is.EqualTo(["new:db", "old:db", "file:config"]));
    }

    [Test]
    public async Task The_older_list_shows_the_file_only()
    {
        using var proxy = WithConfig();
        await Create(proxy, "pii");
        var rows = (await proxy.Get("/guardrails/list")).Json["guardrails"]!.AsArray();

        Assert.That(rows.Select(row => (string?)row!["guardrail_name"]), Is.EqualTo(["file"]));
    }

    [Test]
    public async Task A_database_row_may_share_the_name_of_one_in_the_file_which_refuses_writes()
    {
        using var proxy = WithConfig();
        var id = (string)(await Listed(proxy, "file"))["guardrail_id"]!;

        Assert.That((await Create(proxy, "file")).Status, Is.EqualTo(200));
        Assert.That((await proxy.Send("DELETE", $"/guardrails/{id}")).Status, Is.EqualTo(404));
        Assert.That((await proxy.Send("PUT", $"/guardrails/{id}", $$"""{"guardrail":{"guardrail_name":"file","litellm_params":{{Params}} } }""")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_delete_says_so_and_needs_no_model_storage()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { StoreModelInDb = false });
        var id = await Created(proxy, "pii");
        var answer = await proxy.Send("DELETE", $"/guardrails/{id}");

        Assert.That((answer.Status, (string?)answer.Json["message"]), Is.EqualTo((200, $"Guardrail {id} deleted successfully")));
        Assert.That(proxy.World.Guardrails, Is.Empty);
    }

    [Test]
    public async Task A_users_key_is_turned_away()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { VirtualKeys = ["sk-user"] });
        using var user = proxy.Client(key: "sk-user");

        Assert.That((await Proxy.Send(user, "GET", "/v2/guardrails/list")).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task Hands_create_edit_delete_and_wipe_outside_the_journal()
    {
        using var proxy = new Proxy();
        var id = proxy.World.CreateGuardrailByHand(JsonNode.Parse($$"""{"guardrail_name":"pii","litellm_params":{{Params}} }""")!.AsObject());
        proxy.World.EditGuardrailByHand(id, JsonNode.Parse("""{"litellm_params":{"api_key":null,"x":1},"guardrail_info":{"a":1}}""")!.AsObject());

        Assert.That(proxy.World.Journal.Calls, Is.Empty);
        Assert.That(proxy.World.FindGuardrail(id)!.LitellmParams.ToJsonString(), Is.EqualTo("""{"guardrail":"lakera_v2","mode":"pre_call","x":1}"""));
        Assert.That(proxy.World.Dump()["guardrails"]!.AsArray(), Has.Count.EqualTo(1));
        proxy.World.DeleteGuardrailByHand(id);
        Assert.That(() => proxy.World.DeleteGuardrailByHand(id), Throws.InstanceOf<KeyNotFoundException>());

        await Create(proxy, "pii");
        proxy.World.Wipe();
        Assert.That(proxy.World.Guardrails, Is.Empty);
    }

    private static Proxy WithConfig() => new(new LiteLLMWorldOptions
    {
        ConfigGuardrails = [JsonNode.Parse("""{"guardrail_name":"file","litellm_params":{"guardrail":"presidio","mode":"pre_call"}}""")!.AsObject()],
    });

    private static Task<Answer> Create(Proxy proxy, string name, string parameters = Params, string info = "{}")
        => proxy.Post("/guardrails", $$"""{"guardrail":{"guardrail_name":"{{name}}","litellm_params":{{parameters}},"guardrail_info":{{info}} } }""");

    private static async Task<string> Created(Proxy proxy, string name, string parameters = Params, string info = "{}")
        => (string)(await Create(proxy, name, parameters, info)).Json["guardrail_id"]!;

    private static async Task<JsonNode> Listed(Proxy proxy, string name)
        => (await proxy.Get("/v2/guardrails/list")).Json["guardrails"]!.AsArray().First(row => (string?)row!["guardrail_name"] == name)!;
}
