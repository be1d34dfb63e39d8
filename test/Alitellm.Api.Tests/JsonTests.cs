using System.Text.Json;
using System.Text.Json.Nodes;
using Alitellm.Api.Agents;
using Alitellm.Api.Aliases;
using Alitellm.Api.Common;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Api.Models;
using k8s.Models;

namespace Alitellm.Api.Tests;

public sealed class JsonTests
{
    private const string ManagedField = """{"manager":"m","fieldsV1":{"f:spec":{"f:params":{"f:model":{}}}}}""";

    [Test]
    public void Names_are_camel_case_and_nulls_are_left_out()
    {
        var model = new LiteLLMModel
        {
            Metadata = new V1ObjectMeta { Name = "gpt" },
            Spec = new ModelSpec { Suspend = true, ManagementPolicy = ManagementPolicy.Observe, Secrets = [new SecretBinding { As = "K", SecretRef = new SecretKeyRef { Name = "s", Key = "k" } }] },
        };

        var expected = JsonNode.Parse(
            """{"spec":{"secrets":[{"as":"K","secretRef":{"name":"s","key":"k"}}],"suspend":true,"managementPolicy":"Observe"},"kind":"LiteLLMModel","apiVersion":"litellm.ackstorm.ai/v1alpha1","metadata":{"name":"gpt"}}""");
        var actual = JsonSerializer.SerializeToNode(model, AlitellmJsonContext.Default.LiteLLMModel);
        Assert.That(JsonNode.DeepEquals(actual, expected), Is.True, actual!.ToJsonString());
    }

    [Test]
    public void Helper_properties_are_neither_written_nor_read()
    {
        var model = new LiteLLMModel { Status = new ModelStatus { LastRendered = new ModelLastRendered { ModelID = "alo-1" } } };
        var aliases = new LiteLLMModelAlias { Status = new ModelAliasStatus { LastRendered = new ModelAliasLastRendered { RemoteId = "x", Hash = "v2:1" } } };

        var modelJson = JsonSerializer.SerializeToNode(model, AlitellmJsonContext.Default.LiteLLMModel)!;
        var aliasJson = JsonSerializer.SerializeToNode(aliases, AlitellmJsonContext.Default.LiteLLMModelAlias)!;

        Assert.That(modelJson["status"]!.ToJsonString(), Is.EqualTo("""{"lastRendered":{"modelID":"alo-1"}}"""));
        Assert.That(aliasJson["status"]!.ToJsonString(), Is.EqualTo("""{"lastRendered":{"hash":"v2:1"}}"""));
        Assert.That(modelJson["commonSpec"], Is.Null);
        Assert.That(modelJson["spec"]!.ToJsonString(), Is.EqualTo("{}"));
    }

    [Test]
    public void Numbers_in_free_form_objects_keep_their_text()
    {
        const string bag = """{"big":12345678901234567890123,"price":0.10,"exp":1E-7,"nested":[1.0,{"n":-0}]}""";

        var model = Read($$"""{"spec":{"info":{},"params":{{bag}} } }""");

        Assert.That(model.Spec.Params!.ToJsonString(), Is.EqualTo(bag));
        Assert.That(JsonSerializer.SerializeToNode(model, AlitellmJsonContext.Default.LiteLLMModel)!["spec"]!["params"]!.ToJsonString(), Is.EqualTo(bag));
    }

    [Test]
    public void Managed_fields_are_skipped_whatever_they_hold_and_what_follows_is_read()
    {
        var model = Read(
            """
            {"apiVersion":"litellm.ackstorm.ai/v1alpha1","kind":"LiteLLMModel","metadata":{"managedFields":[{"manager":"kubectl","operation":"Apply","time":"not a time",
            "fieldsV1":{"f:spec":{"f:params":{".":{},"k:{\"a\":1}":{}}}}}, 7],"name":"gpt","namespace":"default","creationTimestamp":"2026-10-01T08:00:00Z","generation":3},
            "spec":{"params":{"model":"openai/gpt-4o"}},"status":{"observedGeneration":-1}}
            """);

        Assert.That(model.Metadata.ManagedFields, Is.Null);
        Assert.That(model.Metadata.Name, Is.EqualTo("gpt"));
        Assert.That(model.Metadata.NamespaceProperty, Is.EqualTo("default"));
        Assert.That(model.Metadata.Generation, Is.EqualTo(3));
        Assert.That(model.Metadata.CreationTimestamp, Is.EqualTo(new DateTime(2026, 10, 1, 8, 0, 0, DateTimeKind.Utc)));
        Assert.That(model.Status!.ObservedGeneration, Is.EqualTo(-1));
    }

    [Test]
    public void Skipping_managed_fields_costs_no_memory_that_grows_with_them()
    {
        static string Model(int entries) => $$"""{"metadata":{"name":"gpt","managedFields":[{{string.Join(',', Enumerable.Repeat(ManagedField, entries))}}] } }""";
        static long Allocated(byte[] json)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            JsonSerializer.Deserialize(json, AlitellmJsonContext.Default.LiteLLMModel);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        var small = System.Text.Encoding.UTF8.GetBytes(Model(1));
        var large = System.Text.Encoding.UTF8.GetBytes(Model(500));
        Allocated(small);
        Allocated(large);

        Assert.That(Allocated(large) - Allocated(small), Is.LessThan(256));
    }

    [Test]
    public async Task Managed_fields_are_skipped_when_the_object_arrives_in_pieces()
    {
        var fields = string.Join(',', Enumerable.Repeat(ManagedField, 1000));
        var json = $$"""{"metadata":{"managedFields":[{{fields}}],"name":"gpt"},"spec":{"params":{"model":"m"} } }""";
        var pipe = new System.IO.Pipelines.Pipe(new(pauseWriterThreshold: 0));
        var reading = JsonSerializer.DeserializeAsync(pipe.Reader.AsStream(), AlitellmJsonContext.Default.LiteLLMModel);
        foreach (var piece in System.Text.Encoding.UTF8.GetBytes(json).Chunk(7))
        {
            await pipe.Writer.WriteAsync(piece);
        }

        await pipe.Writer.CompleteAsync();
        var model = await reading;

        Assert.That(model!.Metadata.Name, Is.EqualTo("gpt"));
        Assert.That(model.Spec.Params!["model"]!.GetValue<string>(), Is.EqualTo("m"));
    }

    [Test]
    public void Managed_fields_set_in_memory_are_not_sent()
    {
        var model = new LiteLLMModel { Metadata = new V1ObjectMeta { ManagedFields = [new V1ManagedFieldsEntry { Manager = "m" }] } };

        var metadata = JsonSerializer.SerializeToNode(model, AlitellmJsonContext.Default.LiteLLMModel)!["metadata"]!.ToJsonString();

        Assert.That(metadata, Is.EqualTo("""{"managedFields":null}"""));
    }

    [Test]
    public void Times_are_written_in_whole_seconds_of_UTC()
    {
        var at = new DateTimeOffset(2026, 10, 1, 10, 30, 15, 987, TimeSpan.FromHours(2)).UtcDateTime;
        var model = new LiteLLMModel
        {
            Status = new ModelStatus
            {
                Conditions = [new V1Condition { Type = ConditionTypes.Ready, Status = "True", Reason = ConditionReasons.Synced, Message = "m", LastTransitionTime = at }],
                Remote = new RemoteReference { LastObserved = at },
            },
        };

        var status = JsonSerializer.SerializeToNode(model, AlitellmJsonContext.Default.LiteLLMModel)!["status"]!;

        Assert.That(status["conditions"]![0]!["lastTransitionTime"]!.GetValue<string>(), Is.EqualTo("2026-10-01T08:30:15Z"));
        Assert.That(status["remote"]!["lastObserved"]!.GetValue<string>(), Is.EqualTo("2026-10-01T08:30:15Z"));
    }

    [TestCase("2026-10-01T10:30:15+02:00")]
    [TestCase("2026-10-01T08:30:15Z")]
    [TestCase("2026-10-01T08:30:15.000000Z")]
    public void Times_are_read_with_any_offset(string text)
    {
        var model = Read($$"""{"status":{"lastRendered":{"at":"{{text}}"} } }""");

        Assert.That(model.Status!.LastRendered!.At, Is.EqualTo(new DateTime(2026, 10, 1, 8, 30, 15, DateTimeKind.Utc)));
        Assert.That(model.Status.LastRendered.At!.Value.Kind, Is.EqualTo(DateTimeKind.Utc));
    }

    [Test]
    public void An_empty_object_is_told_from_an_absent_one()
    {
        var with = JsonSerializer.Deserialize("""{"spec":{"exposeAsModel":{}}}""", AlitellmJsonContext.Default.LiteLLMA2AAgent)!;
        var without = JsonSerializer.Deserialize("""{"spec":{}}""", AlitellmJsonContext.Default.LiteLLMA2AAgent)!;

        Assert.That(with.Spec.ExposeAsModel, Is.Not.Null);
        Assert.That(without.Spec.ExposeAsModel, Is.Null);
    }

    [Test]
    public void A_zero_count_of_a_discovery_is_written()
    {
        var discovery = new LiteLLMModelDiscovery { Status = new() };

        Assert.That(
            JsonSerializer.SerializeToNode(discovery, AlitellmJsonContext.Default.LiteLLMModelDiscovery)!["status"]!.ToJsonString(),
            Is.EqualTo("""{"discoveredCount":0,"generatedCount":0,"pendingCount":0}"""));
    }

    [Test]
    public void The_common_views_show_the_kinds_own_parts()
    {
        RemoteResource model = Read("""{"spec":{"connectionRef":{}},"status":{"lastRendered":{"modelID":"a","hash":"v2:x"}}}""");

        Assert.That(model.CommonSpec.ConnectionName, Is.EqualTo("default"));
        Assert.That(new ModelSpec().ConnectionName, Is.EqualTo("default"));
        Assert.That(new ModelSpec { ConnectionRef = new ConnectionRef { Name = "eu" } }.ConnectionName, Is.EqualTo("eu"));
        Assert.That(model.CommonStatus!.CommonLastRendered!.RemoteId, Is.EqualTo("a"));
        Assert.That(model.CommonStatus.CommonLastRendered.Hash, Is.EqualTo("v2:x"));
    }

    [Test]
    public void Unknown_fields_are_ignored() => Assert.That(Read("""{"spec":{"fromTheFuture":{"a":[1]}}}""").Spec.Params, Is.Null);

    [Test]
    public void Every_kind_is_in_the_context()
    {
        foreach (var kind in ApiKinds.All)
        {
            var type = typeof(ApiKinds).Assembly.GetTypes().Single(t => t.Name == kind.Kind);
            var info = AlitellmJsonContext.Default.GetTypeInfo(type);

            Assert.That(info, Is.Not.Null, kind.Kind);
            var json = JsonNode.Parse(JsonSerializer.Serialize(Activator.CreateInstance(type), info!))!;
            Assert.That(json["kind"]!.GetValue<string>(), Is.EqualTo(kind.Kind));
            Assert.That(json["apiVersion"]!.GetValue<string>(), Is.EqualTo("litellm.ackstorm.ai/v1alpha1"));
        }
    }

    [Test]
    public void An_agent_without_a_card_has_an_empty_one() => Assert.That(new AgentSpec().AgentCard, Is.Empty);

    private static LiteLLMModel Read(string json) => JsonSerializer.Deserialize(json, AlitellmJsonContext.Default.LiteLLMModel)!;
}
