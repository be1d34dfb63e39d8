using System.Text.Json.Nodes;
using Alitellm.Api.Common;
using Alitellm.Api.McpServers;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Kinds.McpServer;
using Alitellm.Operator.Remote;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.McpServer;

public sealed class McpServerRendererTests
{
    [Test]
    public void The_body_is_always_whole()
    {
        var body = Render("{}").Desired!.Body;

        const string Whole = """
            {"server_name":"exa","alias":"exa","url":"http://exa","transport":"http","description":"","auth_type":"none","credentials":{},"mcp_info":{},
             "mcp_access_groups":[],"allowed_tools":[],"tool_name_to_display_name":{},"tool_name_to_description":{},"extra_headers":[],"static_headers":{},
             "command":"","args":[],"env":{},"authorization_url":"","token_url":"","registration_url":"","allow_all_keys":false,"available_on_public_internet":false}
            """;
        Assert.That(body.ToJsonString(), Is.EqualTo(JsonNode.Parse(Whole)!.ToJsonString()));
    }

    [TestCase(null, false)]
    [TestCase("1.81.13", false)]
    [TestCase("1.82.9", false)]
    [TestCase("1.83.0", true)]
    [TestCase("2.0.0", true)]
    public void The_public_internet_follows_LiteLLMs_own_default(string? version, bool expected)
    {
        Assert.That((bool?)Render("{}", version).Desired!.Body["available_on_public_internet"], Is.EqualTo(expected));
        Assert.That((bool?)Render("""{"available_on_public_internet":false}""", version).Desired!.Body["available_on_public_internet"], Is.False);
    }

    [Test]
    public void The_hash_leaves_secret_values_out_and_follows_everything_that_is_sent()
    {
        const string Params = """{"credentials":{"auth_value":"{{A}}"}}""";
        var one = Render(Params, secret: "one").Desired!;
        var two = Render(Params, secret: "two").Desired!;

        Assert.That(one.Hash, Is.EqualTo(two.Hash));
        Assert.That((string?)two.Body["credentials"]!["auth_value"], Is.EqualTo("two"));
        Assert.That(one.ToString(), Does.Not.Contain("one"));
        Assert.That(Render("""{"description":"x"}""").Desired!.Hash, Is.Not.EqualTo(Render("{}").Desired!.Hash));
    }

    [Test]
    public void MCP3_A_key_that_is_never_sent_changes_no_hash()
    {
        Assert.That(Render("""{"server_id":"x","description":5}""").Desired!.Hash, Is.EqualTo(Render("{}").Desired!.Hash));
    }

    [TestCase("""{"description":5}""")]
    [TestCase("""{"allow_all_keys":"yes"}""")]
    [TestCase("""{"static_headers":["x"]}""")]
    [TestCase("""{"extra_headers":"x"}""")]
    [TestCase("""{"allowed_tools":{"x":1}}""")]
    public void A_wrong_type_is_left_out_with_a_warning(string parameters)
    {
        var result = Render(parameters);

        Assert.That(result.Notices.Select(notice => (notice.Reason, notice.IsWarning)), Is.EqualTo([("UnknownParamKey", true)]));
        Assert.That(result.Desired!.Hash, Is.EqualTo(Render("{}").Desired!.Hash));
    }

    [TestCase("server_id")]
    [TestCase("server_name")]
    [TestCase("alias")]
    [TestCase("url")]
    [TestCase("transport")]
    [TestCase("spec_path")]
    public void L30_Reserved_keys_are_left_out_with_a_warning(string key)
    {
        var result = Render($$"""{"{{key}}":"evil"}""");

        Assert.That(result.Desired!.Body.ToJsonString(), Does.Not.Contain("evil"));
        Assert.That(result.Notices.Single().Reason, Is.EqualTo("ProjectionOverride"));
    }

    [Test]
    public void What_no_PUT_takes_away_is_known()
    {
        const string Params = """{"credentials":{"client_id":"i","client_secret":"s"},"timeout":3,"description":"d"}""";

        Assert.That(Render(Params, "1.93.0").Desired!.Lasting, Is.EqualTo(["credentials.client_id", "credentials.client_secret", "timeout"]));
        Assert.That(Render(Params, "1.81.13").Desired!.Lasting, Is.EqualTo(["timeout"]));
    }

    [Test]
    public void Numbers_keep_their_text()
    {
        Assert.That(Render("""{"mcp_info":{"big":12345678901234567890}}""").Desired!.Body.ToJsonString(), Does.Contain("12345678901234567890"));
    }

    [Test]
    public void An_unresolved_placeholder_names_its_bag_and_a_name_bound_twice_is_InvalidConfig()
    {
        Assert.That(Render("""{"description":"{{NOPE}}"}""").FailureMessage, Does.Contain("spec.params").And.Contain("NOPE"));

        var twice = new SecretBinding { As = "A", SecretRef = new() { Name = "s", Key = "k" } };
        var resource = Resource("{}");
        resource.Spec.Secrets = [twice, twice];
        Assert.That(McpServerRenderer.Render(resource, Context(null)).FailureReason, Is.EqualTo(ConditionReasons.InvalidConfig));
    }

    [Test]
    public void The_spec_itself_is_not_changed()
    {
        var resource = Resource("""{"mcp_info":{"alitellm_operator":1},"server_id":"x"}""");
        McpServerRenderer.Render(resource, Context(null));

        Assert.That(resource.Spec.Params!.ToJsonString(), Is.EqualTo("""{"mcp_info":{"alitellm_operator":1},"server_id":"x"}"""));
    }

    private static RenderResult<McpServerDesired> Render(string parameters, string? version = null, string secret = "v")
    {
        return McpServerRenderer.Render(Resource(parameters), Context(version, secret));
    }

    private static LiteLLMMCPServer Resource(string parameters)
    {
        return new()
        {
            Metadata = new() { Name = "exa" },
            Spec = new() { Endpoint = "http://exa", Transport = "http", Params = JsonNode.Parse(parameters)!.AsObject() },
        };
    }

    private static RenderContext Context(string? version, string secret = "v")
    {
        var connection = ConnectionSnapshot.Unknown(default) with { Version = version is null ? null : LiteLLMVersion.Parse(version) };
        return new(connection, new Dictionary<string, string> { ["A"] = secret });
    }
}
