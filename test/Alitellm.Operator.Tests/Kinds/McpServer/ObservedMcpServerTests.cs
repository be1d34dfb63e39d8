using System.Text.Json.Nodes;
using Alitellm.Operator.Kinds.McpServer;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.McpServer;

public sealed class ObservedMcpServerTests
{
    [Test]
    public void The_time_of_the_request_is_no_change()
    {
        var one = Row("""{"server_id":"a","url":"http://a","created_at":"1","updated_at":"1","status":null,"last_health_check":"1"}""")!;
        var two = Row("""{"server_id":"a","url":"http://a","created_at":"2","updated_at":"2","status":"unhealthy","last_health_check":"2"}""")!;
        var edited = Row("""{"server_id":"a","url":"http://b"}""")!;

        Assert.That(one.Fingerprint, Is.EqualTo(two.Fingerprint).And.Not.EqualTo(edited.Fingerprint));
    }

    [TestCase("exa", true)]
    [TestCase("0b1e7a5e-1111-4222-8333-444455556666", true)]
    [TestCase("0123456789abcdef0123456789abcdef", false)]
    public void Servers_of_the_configuration_file_are_known_by_their_id(string id, bool writable)
    {
        Assert.That(Row($$"""{"server_id":"{{id}}"}""")!.IsWritable, Is.EqualTo(writable));
    }

    [TestCase("{}")]
    [TestCase("""{"server_id":""}""")]
    [TestCase("""{"server_id":null}""")]
    public void A_row_without_an_id_is_none(string row)
    {
        Assert.That(Row(row), Is.Null);
    }

    private static ObservedMcpServer? Row(string text)
    {
        return ObservedMcpServer.From(JsonNode.Parse(text)!.AsObject());
    }
}
