using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.World.McpServers;

public sealed class McpServerBasicsTests
{
    private const string Everything = """
        {"endpoint":"http://exa","transport":"http","params":{
          "description":"search","auth_type":"api_key","credentials":{"auth_value":"v"},"mcp_info":{"logo":"x"},
          "mcp_access_groups":["dev"],"allowed_tools":["find"],"extra_headers":["x-team"],"static_headers":{"h":"v"},
          "command":"c","args":["a"],"env":{"E":"v"},"authorization_url":"http://a","token_url":"http://t","registration_url":"http://r",
          "allow_all_keys":true,"available_on_public_internet":true
        } }
        """;

    [Test]
    public void A_server_becomes_one_entry_with_one_write_under_its_name_as_id_name_and_alias()
    {
        using var world = McpWorld.Running();

        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
        var sent = world.Sent();
        Assert.That(new[] { "server_id", "server_name", "alias" }.Select(key => (string?)sent[key]), Is.All.EqualTo("exa"));
        Assert.That(((string?)sent["url"], (string?)sent["transport"]), Is.EqualTo(("http://exa", "http")));
        Assert.That((string?)world.Servers.Recorded("exa", "serverID"), Is.EqualTo("exa"));
        world.World.Minutes(5);
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
    }

    [Test]
    public void L20_L21_Every_declared_field_reaches_LiteLLM_by_POST_and_by_PUT()
    {
        using var world = McpWorld.Running(Everything);
        var declared = JsonNode.Parse(Everything)!["params"]!.AsObject();
        var posted = world.Sent();
        world.LiteLLM.EditMcpServerByHand("exa", McpWorld.Json("""{"url":"http://else"}"""));
        world.World.Minutes(2);
        var put = world.Sent("PUT /v1/mcp/server");

        foreach (var (key, value) in declared.Where(field => field.Key != "mcp_info"))
        {
            Assert.That((posted[key]!.ToJsonString(), put[key]!.ToJsonString()), Is.EqualTo((value!.ToJsonString(), value.ToJsonString())), key);
        }

        Assert.That((string?)posted["mcp_info"]!["logo"], Is.EqualTo("x"));
        Assert.That(posted.Select(field => field.Key), Is.EquivalentTo(put.Select(field => field.Key)));
        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
    }

    [TestCase(McpWorld.Old)]
    [TestCase("1.85.1")]
    [TestCase(McpWorld.New)]
    public void Everything_declared_is_one_write_and_then_quiet_on_every_version(string version)
    {
        using var world = McpWorld.Running(Everything, version);
        world.World.Minutes(10);

        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"), world.World.Describe());
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
    }

    [TestCase("description", "\"search\"", "\"\"")]
    [TestCase("auth_type", "\"basic\"", "\"none\"")]
    [TestCase("mcp_access_groups", "[\"dev\"]", "[]")]
    [TestCase("allowed_tools", "[\"find\"]", "[]")]
    [TestCase("extra_headers", "[\"x-team\"]", "[]")]
    [TestCase("static_headers", "{\"h\":\"v\"}", "{}")]
    [TestCase("command", "\"c\"", "\"\"")]
    [TestCase("args", "[\"a\"]", "[]")]
    [TestCase("env", "{\"E\":\"v\"}", "{}")]
    [TestCase("authorization_url", "\"http://a\"", "\"\"")]
    [TestCase("token_url", "\"http://t\"", "\"\"")]
    [TestCase("registration_url", "\"http://r\"", "\"\"")]
    [TestCase("allow_all_keys", "true", "false")]
    [TestCase("available_on_public_internet", "true", "false")]
    [TestCase("credentials", "{\"auth_value\":\"v\"}", "{}")]
    public void A_field_is_set_by_an_edit_and_cleared_when_it_is_taken_out_of_the_spec(string field, string value, string cleared)
    {
        using var world = McpWorld.Running();
        world.Servers.Apply("exa", $$$"""{"endpoint":"http://exa","transport":"http","params":{"{{{field}}}":{{{value}}}}}""");
        world.World.Seconds(5);
        Assert.That(world.Row("exa")[field]!.ToJsonString(), Is.EqualTo(value));

        world.Servers.Apply("exa", McpWorld.Minimal);
        world.World.Seconds(5);

        Assert.That(world.Row("exa")[field]!.ToJsonString(), Is.EqualTo(cleared));
        Assert.That((string?)world.Row("exa")["transport"], Is.EqualTo("http"));
        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
        world.World.Minutes(5);
        Assert.That((world.Count("PUT"), world.Count("DELETE")), Is.EqualTo((2, 0)));
    }

    [Test]
    public void Endpoint_and_transport_are_changed_in_place()
    {
        using var world = McpWorld.Running();
        world.Servers.Apply("exa", """{"endpoint":"http://other","transport":"sse"}""");
        world.World.Seconds(5);

        Assert.That(((string?)world.Row("exa")["url"], (string?)world.Row("exa")["transport"]), Is.EqualTo(("http://other", "sse")));
    }

    [Test]
    public void A_field_of_mcp_info_that_is_taken_out_goes()
    {
        using var world = McpWorld.Running("""{"endpoint":"http://exa","transport":"http","params":{"mcp_info":{"a":1,"b":2}}}""");
        world.Servers.Apply("exa", """{"endpoint":"http://exa","transport":"http","params":{"mcp_info":{"a":1}}}""");
        world.World.Seconds(5);

        Assert.That(world.Row("exa")["mcp_info"]!.AsObject().ContainsKey("b"), Is.False);
    }

    [Test]
    public void Newer_versions_merge_credentials_so_that_giving_one_up_deletes_and_creates_under_the_same_id()
    {
        using var world = McpWorld.Running("""{"endpoint":"http://exa","transport":"http","params":{"auth_type":"oauth2","credentials":{"client_id":"i","client_secret":"s"}}}""", McpWorld.New);
        world.Servers.Apply("exa", """{"endpoint":"http://exa","transport":"http","params":{"auth_type":"oauth2","credentials":{"client_id":"i"}}}""");
        world.World.Seconds(5);

        Assert.That(world.Row("exa")["credentials"]!.ToJsonString(), Is.EqualTo("""{"client_id":"i"}"""));
        Assert.That((world.Count("DELETE"), world.LiteLLM.McpServers.Count), Is.EqualTo((1, 1)));
        world.World.Minutes(5);
        Assert.That((world.Count("DELETE"), world.Count("POST")), Is.EqualTo((1, 2)));
        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
    }

    [Test]
    public void A_field_that_only_newer_versions_know_is_forwarded_kept_and_can_be_given_up()
    {
        using var world = McpWorld.Running("""{"endpoint":"http://exa","transport":"http","params":{"timeout":30}}""", McpWorld.New);
        Assert.That((int?)world.Row("exa")["timeout"], Is.EqualTo(30));
        world.World.Minutes(3);
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));

        world.Servers.Apply("exa", McpWorld.Minimal);
        world.World.Seconds(5);
        Assert.That(world.Row("exa")["timeout"], Is.Null);
        world.World.Minutes(5);
        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
        Assert.That((world.Count("DELETE"), world.Count("POST")), Is.EqualTo((1, 2)));
    }

    [Test]
    public void L25_A_field_that_this_version_drops_is_told_by_an_event_and_not_written_again_and_again()
    {
        using var world = McpWorld.Running("""{"endpoint":"http://exa","transport":"http","params":{"timeout":30}}""");
        world.World.Minutes(10);

        Assert.That(world.Servers.Events("exa"), Has.Some.Contains("UnknownParamKey").And.Some.Contains("spec.params.timeout"));
        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
    }

    [Test]
    public void A_value_of_a_wrong_type_is_left_out_and_told_by_an_event()
    {
        using var world = McpWorld.Running("""{"endpoint":"http://exa","transport":"http","params":{"description":5,"allowed_tools":["find",7],"static_headers":"x"}}""");

        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
        Assert.That(world.Row("exa")["allowed_tools"]!.ToJsonString(), Is.EqualTo("""["find"]"""));
        Assert.That(world.Servers.Events("exa").Count(text => text.StartsWith("Warning UnknownParamKey", StringComparison.Ordinal)), Is.EqualTo(3));
    }

    [Test]
    public void L30_Structural_keys_in_params_cannot_lead_to_another_entry()
    {
        using var world = McpWorld.Running("""{"endpoint":"http://exa","transport":"http","params":{"server_id":"evil-id","server_name":"evil","alias":"evil","url":"http://evil","transport":"stdio","spec_path":"evil"}}""");

        Assert.That(world.LiteLLM.Journal.Calls.Where(call => call.IsWrite).Select(call => call.Body), Has.None.Contains("evil"));
        Assert.That(world.Servers.Events("exa"), Has.Some.Contains("ProjectionOverride"));
        Assert.That(world.LiteLLM.McpServers.Single()["server_id"]!.GetValue<string>(), Is.EqualTo("exa"));
    }

    [Test]
    public void L23_Extra_headers_go_as_they_are_whether_object_or_list()
    {
        using var world = new McpWorld();
        world.Servers.Apply("list", """{"endpoint":"http://a","transport":"http","params":{"extra_headers":["x"]}}""");
        world.Servers.Apply("object", """{"endpoint":"http://a","transport":"http","params":{"extra_headers":{"x":"y"}}}""");
        world.World.Started();

        Assert.That(world.LiteLLM.Journal.Calls.Where(call => call.IsWrite).Select(call => call.Body), Has.Some.Contains("\"extra_headers\":[\"x\"]").And.Some.Contains("\"extra_headers\":{\"x\":\"y\"}"));
        Assert.That(world.Servers.Ready("object"), Is.EqualTo("False/LiteLLMRejected"));
    }

    [Test]
    public void L24_The_alias_is_always_sent_or_an_update_would_lose_it()
    {
        using var world = McpWorld.Running();
        world.Servers.Apply("exa", """{"endpoint":"http://other","transport":"http"}""");
        world.World.Seconds(5);

        Assert.That((string?)world.Sent("PUT /v1/mcp/server")["alias"], Is.EqualTo("exa"));
        Assert.That((string?)world.Row("exa")["alias"], Is.EqualTo("exa"));
    }

    [Test]
    public void The_groups_alias_is_used_when_the_field_itself_yields_nothing()
    {
        using var world = new McpWorld();
        world.Servers.Apply("alias", """{"endpoint":"http://a","transport":"http","params":{"access_groups":["ops"]}}""");
        world.Servers.Apply("both", """{"endpoint":"http://a","transport":"http","params":{"mcp_access_groups":["dev"],"access_groups":["ops"]}}""");
        world.World.Started();

        Assert.That(world.Row("alias")["mcp_access_groups"]!.ToJsonString(), Is.EqualTo("""["ops"]"""));
        Assert.That(world.Row("both")["mcp_access_groups"]!.ToJsonString(), Is.EqualTo("""["dev"]"""));
        Assert.That(world.LiteLLM.Journal.Calls.Where(call => call.IsWrite).Select(call => call.Body), Has.None.Contains("\"access_groups\""));
    }

    [Test]
    public void The_description_in_mcp_info_hides_the_servers_own_and_that_is_no_drift()
    {
        using var world = McpWorld.Running("""{"endpoint":"http://exa","transport":"http","params":{"description":"own","mcp_info":{"description":"of info"}}}""");
        world.World.Minutes(10);

        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("True/Synced"));
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
    }

    [Test]
    public void L29_The_marker_and_the_stamps_are_in_mcp_info_and_created_by_survives_updates()
    {
        using var world = McpWorld.Running();
        world.LiteLLM.EditMcpServerByHand("exa", McpWorld.Json("""{"mcp_info":{"created_by":"alitellm-operator/0.1"}}"""));
        world.World.Minutes(1);
        world.Servers.Apply("exa", """{"endpoint":"http://other","transport":"http"}""");
        world.World.Seconds(5);

        var info = world.Row("exa")["mcp_info"]!;
        Assert.That((string?)info["alitellm_operator"]!["object"], Is.EqualTo("default/exa"));
        Assert.That((string?)info["created_by"], Is.EqualTo("alitellm-operator/0.1"));
        Assert.That((string?)info["updated_by"], Does.StartWith("alitellm-operator/").And.Not.EqualTo("alitellm-operator/0.1"));
    }

    [Test]
    public void A_server_is_never_read_by_id_because_that_dials_it()
    {
        using var world = McpWorld.Running();
        world.LiteLLM.McpServersHang = true;
        world.LiteLLM.DeleteMcpServerByHand("exa");
        world.World.Minutes(3);
        world.Servers.Apply("exa", """{"endpoint":"http://other","transport":"http"}""");
        world.World.Minutes(1);
        world.Servers.Delete("exa");
        world.World.Minutes(1);

        Assert.That(world.LiteLLM.Journal.CountOf("GET /v1/mcp/server/{id}"), Is.Zero);
        Assert.That(world.Servers.Get("exa"), Is.Null);
    }

    [Test]
    public void Steady_state_writes_nothing()
    {
        using var world = McpWorld.Running(Everything);
        world.World.ForgetJournals();
        world.World.Minutes(30);

        Assert.That(world.LiteLLM.Journal.Writes, Is.Zero);
        Assert.That(world.World.Kubernetes.Journal.Records.Where(record => record.Request.IsWrite).Select(record => record.Request.Path), Is.Empty);
    }

    [Test]
    public void Secrets_are_filled_in_and_a_rotated_one_makes_one_write()
    {
        using var world = new McpWorld();
        world.World.Apply(Objects.Secret("exa", "token", "t-one"));
        world.Servers.Apply("exa", """{"endpoint":"http://exa","transport":"http","params":{"auth_type":"api_key","credentials":{"auth_value":"{{TOKEN}}"},"static_headers":{"authorization":"Bearer {{TOKEN}}"}},"secrets":[{"as":"TOKEN","secretRef":{"name":"exa","key":"token"}}]}""");
        world.World.Started();
        Assert.That(((string?)world.Row("exa")["credentials"]!["auth_value"], (string?)world.Row("exa")["static_headers"]!["authorization"]), Is.EqualTo(("t-one", "Bearer t-one")));

        world.World.ForgetJournals();
        world.World.Apply(Objects.Secret("exa", "token", "t-two"));
        world.World.Minutes(5);

        Assert.That((string?)world.Row("exa")["credentials"]!["auth_value"], Is.EqualTo("t-two"));
        Assert.That(world.LiteLLM.Journal.Writes, Is.EqualTo(1));
    }

    [Test]
    public void An_ignored_field_may_be_edited_by_hand_and_survives_every_later_write()
    {
        using var world = McpWorld.Running("""{"endpoint":"http://exa","transport":"http","ignoreFields":["allowed_tools","static_headers.x-hand"],"params":{"allowed_tools":["a"]}}""");
        world.LiteLLM.EditMcpServerByHand("exa", McpWorld.Json("""{"allowed_tools":["by-hand"],"static_headers":{"x-hand":"1"}}"""));
        world.World.Minutes(2);
        Assert.That(world.Count("PUT"), Is.Zero);

        world.Servers.Apply("exa", """{"endpoint":"http://other","transport":"http","ignoreFields":["allowed_tools","static_headers.x-hand"],"params":{"allowed_tools":["a"]}}""");
        world.World.Seconds(5);

        Assert.That((string?)world.Row("exa")["url"], Is.EqualTo("http://other"));
        Assert.That(world.Row("exa")["allowed_tools"]!.ToJsonString(), Is.EqualTo("""["by-hand"]"""));
        Assert.That(world.Row("exa")["static_headers"]!.ToJsonString(), Is.EqualTo("""{"x-hand":"1"}"""));
        world.World.Minutes(3);
        Assert.That((world.Servers.Ready("exa"), world.Count("PUT")), Is.EqualTo(("True/Synced", 1)));
    }

    [TestCase("credentials")]
    [TestCase("credentials.auth_value")]
    [TestCase("server_name")]
    public void What_is_never_shown_or_says_which_server_it_is_cannot_be_ignored(string path)
    {
        using var world = McpWorld.Running($$"""{"endpoint":"http://exa","transport":"http","ignoreFields":["{{path}}"]}""");

        Assert.That(world.Servers.Ready("exa"), Is.EqualTo("False/InvalidConfig"));
        Assert.That(world.LiteLLM.McpServers, Is.Empty);
    }
}
