using System.Reflection;
using Alitellm.Api.Agents;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Models;
using k8s.Models;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Models;

internal sealed class ModelSourcesTests
{
    [Test]
    public void Every_type_of_the_schema_has_its_source()
    {
        using var world = new SourceWorld();
        var types = typeof(ModelSourceTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!);

        Assert.That(world.Sources.All.Select(source => source.Type), Is.EquivalentTo(types));
        Assert.That(world.Sources.Find("unheard-of"), Is.Null);
    }

    [TestCase(ModelSourceTypes.A2A, "a2a1")]
    [TestCase(ModelSourceTypes.Anthropic, "anthropic")]
    [TestCase(ModelSourceTypes.AzureOpenAI, "azure")]
    [TestCase(ModelSourceTypes.Bedrock, "bedrock")]
    [TestCase(ModelSourceTypes.ElevenLabs, "elevenlabs")]
    [TestCase(ModelSourceTypes.Gemini, "gemini")]
    [TestCase(ModelSourceTypes.HuggingFaceTgi, "huggingface")]
    [TestCase(ModelSourceTypes.KubeAI, "hosted_vllm")]
    [TestCase(ModelSourceTypes.Ollama, "ollama_chat")]
    [TestCase(ModelSourceTypes.OpenAI, "openai")]
    [TestCase(ModelSourceTypes.Vertex, "vertex_ai")]
    [TestCase(ModelSourceTypes.Vllm, "hosted_vllm")]
    public void A_source_knows_what_LiteLLM_calls_it(string type, string provider)
    {
        using var world = new SourceWorld();

        Assert.That(world.Sources.Find(type)!.Provider, Is.EqualTo(provider));
    }

    [Test]
    public async Task D37_Agents_that_LiteLLM_knows_are_listed_by_name()
    {
        var agents = new AgentStore(
            Agent("weather", "id-1"),
            Agent("billing", "id-2"),
            Agent("new", null),
            Agent("unnumbered", ""),
            Agent("elsewhere", "id-3", @namespace: "other"),
            Agent("leaving", "id-4", deleting: true));
        using var world = new SourceWorld(agents: agents);

        var listed = await world.ListAsync(new ModelSourceRequest("default", new() { Type = ModelSourceTypes.A2A }, new Dictionary<string, string>()));

        Assert.That(listed.Select(model => (model.Id, model.RoutedId, model.Params)), Is.EqualTo([("billing", (string?)null, (object?)null), ("weather", null, null)]));
    }

    private static LiteLLMA2AAgent Agent(string name, string? id, string @namespace = "default", bool deleting = false)
    {
        return new LiteLLMA2AAgent
        {
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace, DeletionTimestamp = deleting ? new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc) : null },
            Status = new AgentStatus { LastRendered = id is null ? null : new AgentLastRendered { AgentID = id } },
        };
    }
}
