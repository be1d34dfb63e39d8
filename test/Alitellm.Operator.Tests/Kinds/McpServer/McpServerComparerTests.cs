using System.Text.Json.Nodes;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Kinds.McpServer;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Compare;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.McpServer;

public sealed class McpServerComparerTests
{
    [TestCase("{}", "{}", TestName = "The_same_is_equal")]
    [TestCase("{}", """{"description":null,"mcp_access_groups":null,"static_headers":null,"allow_all_keys":null}""", TestName = "Cleared_fields_may_come_back_as_null")]
    [TestCase("{}", """{"auth_type":null}""", TestName = "No_authentication_may_come_back_as_null")]
    [TestCase("""{"credentials":{"auth_value":"v"}}""", """{"credentials":null}""", TestName = "Credentials_are_never_shown")]
    [TestCase("""{"timeout":3}""", "{}", TestName = "A_field_LiteLLM_does_not_know_cannot_differ")]
    [TestCase("""{"allowed_tools":["a","b"]}""", """{"allowed_tools":["b","a"]}""", TestName = "Tools_are_a_set")]
    [TestCase("""{"description":"own","mcp_info":{"description":"info"}}""", """{"description":"info","mcp_info":{"description":"info"}}""", TestName = "The_description_of_mcp_info_hides_the_own_one")]
    [TestCase("{}", """{"mcp_info":{"server_name":"exa","description":"d","created_by":"x","updated_by":"y","alitellm_operator":{}}}""", TestName = "Stamps_and_generated_info_are_no_difference")]
    [TestCase("{}", """{"instructions":"by hand","is_byok":true}""", TestName = "What_we_never_wrote_of_newer_fields_is_not_ours")]
    public void Equal(string parameters, string row)
    {
        Assert.That(Compare(parameters, row).Differences.Select(difference => difference.Path), Is.Empty);
    }

    [TestCase("{}", """{"url":"http://hand"}""", "url")]
    [TestCase("{}", """{"alias":null}""", "alias")]
    [TestCase("""{"static_headers":{"a":"1"}}""", """{"static_headers":{"a":"2"}}""", "static_headers.a")]
    [TestCase("""{"static_headers":{"a":"1"}}""", """{"static_headers":{"a":"1","b":"2"}}""", "static_headers.b")]
    [TestCase("""{"args":["a","b"]}""", """{"args":["b","a"]}""", "args")]
    [TestCase("{}", """{"mcp_info":{"x":1}}""", "mcp_info")]
    [TestCase("""{"timeout":3}""", """{"timeout":4}""", "timeout")]
    [TestCase("""{"description":"d"}""", """{"description":null}""", "description")]
    public void Differing(string parameters, string row, string path)
    {
        var comparison = Compare(parameters, row);

        Assert.That(comparison.Differences.Select(difference => difference.Path), Is.EqualTo([path]));
        Assert.That(comparison.NeedsReplace, Is.False);
    }

    [Test]
    public void What_no_PUT_takes_away_needs_delete_and_create()
    {
        var unknown = Compare("{}", """{"timeout":3,"mcp_info":{"alitellm_operator":{"instance":"i","object":"o","lasting":["timeout"]}}}""");
        Assert.That((unknown.Differences.Single().Path, unknown.NeedsReplace), Is.EqualTo(("timeout", true)));

        Assert.That(Compare("{}", """{"mcp_info":{"alitellm_operator":{"instance":"i","object":"o","lasting":["credentials.client_secret"]}}}""").NeedsReplace, Is.True);
    }

    [TestCase("description")]
    [TestCase("static_headers.x")]
    public void An_ignored_field_is_not_compared(string path)
    {
        Assert.That(Compare("{}", """{"description":"hand","static_headers":{"x":"hand"}}""", path, "description").Differences.Select(difference => difference.Path), Has.None.EqualTo(path));
    }

    [Test]
    public void A_header_with_a_telling_name_is_a_secret()
    {
        Assert.That(Compare("""{"static_headers":{"authorization":"a"}}""", """{"static_headers":{"authorization":"b"}}""").Differences.Single().Secret, Is.True);
    }

    private static Comparison Compare(string parameters, string row, params string[] ignore)
    {
        var desired = McpServerRenderer.Render(
            new() { Metadata = new() { Name = "exa" }, Spec = new() { Endpoint = "http://exa", Transport = "http", Params = JsonNode.Parse(parameters)!.AsObject() } },
            new(ConnectionSnapshot.Unknown(default), new Dictionary<string, string>())).Desired!;
        var shown = desired.Body.DeepClone().AsObject();
        foreach (var key in shown.Select(field => field.Key).Where(key => key == "timeout").ToList())
        {
            shown.Remove(key);
        }

        foreach (var (key, value) in JsonNode.Parse(row)!.AsObject())
        {
            shown[key] = value?.DeepClone();
        }

        shown["server_id"] = "exa";
        return McpServerComparer.Compare(desired, ObservedMcpServer.From(shown)!, IgnorePaths.Parse(ignore));
    }
}
