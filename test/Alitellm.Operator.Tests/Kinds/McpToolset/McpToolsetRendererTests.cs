using Alitellm.Api.McpServers;
using Alitellm.Api.McpToolsets;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Kinds.McpToolset;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.References;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Kinds.McpToolset;

public sealed class McpToolsetRendererTests
{
    [Test]
    public void Names_become_ids_in_order_and_pairs_are_there_once()
    {
        var desired = Render(new() { ["exa"] = "id-1" }, ("exa", ["z", "a", "", "z"]), ("raw-id", ["a"]), ("id-1", ["a", "b"]));

        Assert.That(desired.Body["tools"]!.AsArray().Select(tool => $"{tool!["server_id"]}/{tool["tool_name"]}"), Is.EqualTo(["id-1/z", "id-1/a", "raw-id/a", "id-1/b"]));
    }

    [Test]
    public void Text_and_list_are_always_sent()
    {
        Assert.That(Render([]).Body.ToJsonString(), Is.EqualTo("""{"toolset_name":"search","description":"","tools":[]}"""));
    }

    [Test]
    public void Another_id_of_a_server_is_another_hash()
    {
        Assert.That(Render(new() { ["exa"] = "id-2" }, ("exa", ["a"])).Hash, Is.Not.EqualTo(Render(new() { ["exa"] = "id-1" }, ("exa", ["a"])).Hash));
    }

    [Test]
    public void A_server_need_not_be_there()
    {
        var reference = McpToolsetRenderer.ReferenceTo("exa");

        Assert.That((reference.Kind, reference.IsOptional, reference.ByTag), Is.EqualTo((LiteLLMMCPServer.KindName, true, false)));
    }

    private static McpToolsetDesired Render(Dictionary<string, string> ids, params (string Server, string[] Tools)[] from)
    {
        var resource = new LiteLLMMCPToolset
        {
            Metadata = new() { Name = "search" },
            Spec = new() { From = [.. from.Select(selection => new McpToolSelection { Server = selection.Server, Tools = [.. selection.Tools] })] },
        };
        var resolved = new ResolvedReferences(ids.ToDictionary(pair => McpToolsetRenderer.ReferenceTo(pair.Key), pair => (IReadOnlyList<string>)[pair.Value]));
        return McpToolsetRenderer.Render(resource, new RenderContext(ConnectionSnapshot.Unknown(default), new Dictionary<string, string>()) { References = resolved }).Desired!;
    }
}
