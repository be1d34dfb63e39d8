using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §10, and §17 for newer versions.</summary>
internal sealed class McpServerTests
{
    private const string Path = "/v1/mcp/server";

    [Test]
    public async Task A_create_is_201_honours_the_id_and_never_shows_credentials()
    {
        using var proxy = new Proxy();
        var answer = await proxy.Post(Path, """{"server_id":"a","server_name":"a","transport":"http","url":"http://x","auth_type":"api_key","credentials":{"auth_value":"v"},"static_headers":{"h":"clear"},"bogus":1}""");

        Assert.That((answer.Status, answer.Json["server_id"]!.GetValue<string>()), Is.EqualTo((201, "a")));
        Assert.That(answer.Json["alias"]!.GetValue<string>(), Is.EqualTo("a"));
        Assert.That(answer.Json["credentials"], Is.Null);
        Assert.That(answer.Json["static_headers"]!["h"]!.GetValue<string>(), Is.EqualTo("clear"));
        Assert.That(answer.Json.AsObject().ContainsKey("bogus"), Is.False);
        Assert.That(proxy.World.FindMcpServer("a")!["credentials"]!["auth_value"]!.GetValue<string>(), Is.EqualTo("v"));
    }

    [Test]
    public async Task Without_an_id_one_is_minted_and_names_may_collide()
    {
        using var proxy = new Proxy();
        await proxy.Post(Path, """{"server_name":"a","transport":"http","url":"http://x"}""");
        var second = await proxy.Post(Path, """{"server_name":"a","transport":"http","url":"http://x"}""");

        Assert.That(second.Status, Is.EqualTo(201));
        Assert.That(await Listed(proxy), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_taken_id_is_400()
    {
        using var proxy = await With("{}");
        var answer = await proxy.Post(Path, """{"server_id":"a","transport":"http","url":"http://x"}""");

        Assert.That((answer.Status, answer.DetailError), Is.EqualTo((400, "MCP Server with id a already exists. Cannot create another.")));
    }

    [TestCase("""{"transport":"http"}""", 422)]
    [TestCase("""{"transport":"stdio"}""", 422)]
    [TestCase("""{"transport":"carrier-pigeon","url":"http://x"}""", 422)]
    [TestCase("""{"auth_type":"magic"}""", 422)]
    [TestCase("""{"extra_headers":{"a":"b"}}""", 422)]
    [TestCase("""{"description":5}""", 422)]
    [TestCase("""{}""", 201)]
    public async Task What_is_checked(string body, int status)
    {
        using var proxy = new Proxy();

        Assert.That((await proxy.Post(Path, body)).Status, Is.EqualTo(status));
    }

    [TestCase("1.81.13", "a-b", 400)]
    [TestCase("1.81.13", "a.b", 201)]
    [TestCase("1.85.1", "a-b", 201)]
    [TestCase("1.85.1", "a.b", 400)]
    [TestCase("1.81.13", "a b", 400)]
    public async Task The_character_that_names_must_not_have_differs_between_versions(string version, string name, int status)
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Version = version });

        Assert.That((await proxy.Post(Path, $$"""{"server_name":"{{name}}","transport":"http","url":"http://x"}""")).Status, Is.EqualTo(status));
    }

    [TestCase("description", "\"d\"")]
    [TestCase("auth_type", "\"bearer_token\"")]
    [TestCase("mcp_info", "{\"k\":1}")]
    [TestCase("allowed_tools", "[\"t\"]")]
    [TestCase("extra_headers", "[\"h\"]")]
    [TestCase("static_headers", "{\"h\":\"v\"}")]
    [TestCase("command", "\"c\"")]
    [TestCase("token_url", "\"http://t\"")]
    [TestCase("credentials", "{\"auth_value\":\"v\"}")]
    public async Task A_PUT_keeps_these_when_they_are_left_out_or_null(string field, string value)
    {
        using var proxy = await With($$"""{"{{field}}":{{value}}}""");
        var answer = await proxy.Send("PUT", Path, """{"server_id":"a"}""");
        await proxy.Send("PUT", Path, $$"""{"server_id":"a","{{field}}":null}""");

        Assert.That(answer.Status, Is.EqualTo(202));
        Assert.That(proxy.World.FindMcpServer("a")![field]!.ToJsonString(), Is.EqualTo(value));
    }

    [TestCase("mcp_access_groups", "[\"g\"]", "[]")]
    [TestCase("args", "[\"x\"]", "[]")]
    [TestCase("env", "{\"e\":\"v\"}", "{}")]
    [TestCase("allow_all_keys", "true", "false")]
    [TestCase("available_on_public_internet", "true", "false")]
    public async Task A_PUT_resets_these_when_they_are_left_out(string field, string value, string reset)
    {
        using var proxy = await With($$"""{"{{field}}":{{value}}}""");
        await proxy.Send("PUT", Path, """{"server_id":"a"}""");

        Assert.That(proxy.World.FindMcpServer("a")![field]!.ToJsonString(), Is.EqualTo(reset));
    }

    [Test]
    public async Task A_PUT_without_them_resets_transport_to_sse_and_the_alias_to_the_name_that_is_sent()
    {
        using var proxy = await With("""{"alias":"nick"}""");
        await proxy.Send("PUT", Path, """{"server_id":"a","server_name":"b"}""");
        var renamed = proxy.World.FindMcpServer("a")!;
        Assert.That((renamed["alias"]!.GetValue<string>(), renamed["transport"]!.GetValue<string>()), Is.EqualTo(("b", "sse")));

        await proxy.Send("PUT", Path, """{"server_id":"a"}""");
        Assert.That(proxy.World.FindMcpServer("a")!["alias"], Is.Null);
    }

    [Test]
    public async Task A_PUT_clears_by_empty_values()
    {
        using var proxy = await With("""{"description":"d","static_headers":{"h":"v"},"allowed_tools":["t"],"credentials":{"auth_value":"v"}}""");
        await proxy.Send("PUT", Path, """{"server_id":"a","description":"","static_headers":{},"allowed_tools":[],"credentials":{}}""");

        var row = proxy.World.FindMcpServer("a")!;
        Assert.That(new[] { "description", "static_headers", "allowed_tools", "credentials" }.Select(field => row[field]!.ToJsonString()), Is.EqualTo(["\"\"", "{}", "[]", "{}"]));
    }

    [Test]
    public async Task Newer_versions_merge_credentials_until_the_authentication_changes()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Version = "1.93.0" });
        await proxy.Post(Path, """{"server_id":"a","transport":"http","url":"http://x","auth_type":"oauth2","credentials":{"client_id":"i","client_secret":"s"}}""");
        await proxy.Send("PUT", Path, """{"server_id":"a","auth_type":"oauth2","credentials":{"client_secret":"t"}}""");
        Assert.That(proxy.World.FindMcpServer("a")!["credentials"]!.ToJsonString(), Is.EqualTo("""{"client_id":"i","client_secret":"t"}"""));

        await proxy.Send("PUT", Path, """{"server_id":"a","auth_type":"none"}""");
        Assert.That(proxy.World.FindMcpServer("a")!["credentials"], Is.Null);
    }

    [Test]
    public async Task Newer_versions_put_servers_on_the_public_internet_and_know_more_fields()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Version = "1.93.0" });
        var answer = await proxy.Post(Path, """{"server_id":"a","transport":"http","url":"http://x","timeout":30}""");

        Assert.That((answer.Json["available_on_public_internet"]!.GetValue<bool>(), answer.Json["timeout"]!.GetValue<int>()), Is.EqualTo((true, 30)));
    }

    [TestCase("""{"url":"http://x"}""", 422)]
    [TestCase("""{"server_id":"nope"}""", 404)]
    [TestCase("""{"server_id":"a","transport":"http"}""", 422)]
    public async Task What_a_PUT_refuses(string body, int status)
    {
        using var proxy = await With("{}");

        Assert.That((await proxy.Send("PUT", Path, body)).Status, Is.EqualTo(status));
    }

    [Test]
    public async Task The_list_shows_the_time_of_the_request_no_credentials_and_the_description_of_mcp_info()
    {
        using var proxy = await With("""{"description":"own","mcp_info":{"description":"of info"},"credentials":{"auth_value":"v"}}""");
        proxy.Time.Advance(TimeSpan.FromMinutes(1));
        var row = (await Listed(proxy)).Single();

        Assert.That(row["description"]!.GetValue<string>(), Is.EqualTo("of info"));
        Assert.That(row["created_at"]!.GetValue<string>(), Is.EqualTo("2026-01-31T12:01:00.000000"));
        Assert.That((row["created_by"], row["status"], row["credentials"]), Is.EqualTo(((JsonNode?)null, (JsonNode?)null, (JsonNode?)null)));
    }

    [Test]
    public async Task Reading_by_id_dials_the_server_and_waits_ten_seconds_for_one_that_hangs()
    {
        using var proxy = await With("{}");
        proxy.World.McpServersHang = true;
        var read = proxy.Get(Path + "/a");
        proxy.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.That(read.IsCompleted, Is.False);

        proxy.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await read).Json["health_check_error"]!.GetValue<string>(), Is.EqualTo("Health check timed out after 10 seconds"));
    }

    [Test]
    public async Task A_delete_is_202_without_a_body_and_404_the_second_time()
    {
        using var proxy = await With("{}");
        var first = await proxy.Send("DELETE", Path + "/a");

        Assert.That((first.Status, first.Text), Is.EqualTo((202, "")));
        Assert.That((await proxy.Send("DELETE", Path + "/a")).Status, Is.EqualTo(404));
        Assert.That(await Listed(proxy), Is.Empty);
    }

    [Test]
    public async Task Servers_of_the_file_are_listed_and_answer_404_by_id()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { ConfigMcpServers = [JsonNode.Parse("""{"server_name":"file","transport":"http","url":"http://x"}""")!.AsObject()] });
        var id = (await Listed(proxy)).Single()["server_id"]!.GetValue<string>();

        Assert.That(id, Does.Match("^[0-9a-f]{32}$"));
        Assert.That((await proxy.Get($"{Path}/{id}")).Status, Is.EqualTo(404));
        Assert.That((await proxy.Send("PUT", Path, $$"""{"server_id":"{{id}}"}""")).Status, Is.EqualTo(404));
        Assert.That((await proxy.Send("DELETE", $"{Path}/{id}")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Access_groups_are_the_union_of_what_servers_name()
    {
        using var proxy = await With("""{"mcp_access_groups":["dev","ops"]}""");

        Assert.That((await proxy.Get("/v1/mcp/access_groups")).Text, Is.EqualTo("""{"access_groups":["dev","ops"]}"""));
    }

    [Test]
    public async Task Another_process_lists_a_server_after_its_next_reload()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Replicas = 2 });
        using var other = proxy.Client(1);
        await proxy.Post(Path, """{"server_id":"a","transport":"http","url":"http://x"}""");

        Assert.That((await Proxy.Send(other, "GET", Path)).Text, Is.EqualTo("[]"));
        proxy.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.That((await Proxy.Send(other, "GET", Path)).Text, Does.Contain("\"a\""));

        await proxy.Send("DELETE", Path + "/a");
        Assert.That((await Proxy.Send(other, "GET", Path)).Text, Does.Contain("\"a\""));
        proxy.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.That((await Proxy.Send(other, "GET", Path)).Text, Is.EqualTo("[]"));
    }

    [Test]
    public async Task Hands_create_edit_and_delete_outside_the_journal_and_a_wipe_takes_all()
    {
        using var proxy = new Proxy();
        var id = proxy.World.CreateMcpServerByHand(JsonNode.Parse("""{"server_name":"a","transport":"http","url":"http://x","static_headers":{"h":"v","g":"w"}}""")!.AsObject());
        proxy.World.EditMcpServerByHand(id, JsonNode.Parse("""{"url":"http://y","static_headers":{"h":null}}""")!.AsObject());

        Assert.That(proxy.World.Journal.Calls, Is.Empty);
        Assert.That((await Listed(proxy)).Single()["static_headers"]!.ToJsonString(), Is.EqualTo("""{"g":"w"}"""));
        Assert.That(proxy.World.Dump()["mcp_servers"]![0]!["server_id"], Is.Null);
        proxy.World.Wipe();
        Assert.That(await Listed(proxy), Is.Empty);
        Assert.That(() => proxy.World.DeleteMcpServerByHand(id), Throws.InstanceOf<KeyNotFoundException>());
    }

    private static async Task<Proxy> With(string fields)
    {
        var body = JsonNode.Parse(fields)!.AsObject();
        body["server_id"] = "a";
        body["server_name"] = "a";
        body["transport"] = "http";
        body["url"] = "http://x";
        var proxy = new Proxy();
        Assert.That((await proxy.Post(Path, body.ToJsonString())).Status, Is.EqualTo(201));
        return proxy;
    }

    private static async Task<IReadOnlyList<JsonNode>> Listed(Proxy proxy)
    {
        return [.. (await proxy.Get(Path)).Json.AsArray().Select(row => row!)];
    }
}
