using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Sources;
using Alitellm.Testing.Providers;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Models;

internal sealed class SourceListTests : SourceFixture
{
    [TestCaseSource(typeof(SourceWorld), nameof(SourceWorld.HttpTypes))]
    public async Task Models_are_listed_in_the_providers_order_and_by_its_names(string type)
    {
        string[] models = type == ModelSourceTypes.HuggingFaceTgi ? ["org/Model-7B:free"] : ["org/Model-7B:free", "b", "a", "b"];
        World.Provider(type).Models.Clear();
        foreach (var model in models)
        {
            World.Provider(type).Models.Add(model);
        }

        var listed = await World.ListAsync(type);

        // Vertex keeps the last part of a name only.
        var expected = type == ModelSourceTypes.Vertex ? models.Select(model => model.Split('/')[^1]) : models;
        Assert.That(listed.Select(model => model.Id), Is.EqualTo(expected));
    }

    [TestCaseSource(typeof(SourceWorld), nameof(SourceWorld.ListTypes))]
    public async Task A_provider_without_models_is_an_empty_list_and_no_failure(string type)
    {
        World.Provider(type).Fault = ProviderFault.EmptyList;

        Assert.That(await World.ListAsync(type), Is.Empty);
    }

    [TestCase(ModelSourceTypes.Anthropic, "/v1/models", "after_id=b")]
    [TestCase(ModelSourceTypes.Gemini, "/v1beta/models", "pageToken=p2")]
    [TestCase(ModelSourceTypes.Vertex, "/v1beta1/publishers/google/models", "pageSize=100&pageToken=p2")]
    public async Task D1_The_second_page_is_asked_for_as_the_first_one_says(string type, string path, string query)
    {
        World.Provider(type).PageSize = 2;

        Assert.That((await World.ListAsync(type)).Select(model => model.Id), Is.EqualTo(["a", "b", "c"]));
        var last = World.Providers.Calls[^1];
        Assert.That((last.Path, last.Query), Is.EqualTo((path, query)));
    }

    [TestCase(ModelSourceTypes.Anthropic)]
    [TestCase(ModelSourceTypes.Gemini)]
    [TestCase(ModelSourceTypes.Vertex)]
    public async Task D2_A_list_ends_after_a_thousand_pages_or_is_an_error(string type)
    {
        var provider = World.Provider(type);
        provider.PageSize = 1;
        provider.Models.Clear();
        for (var index = 0; index < 1000; index++)
        {
            provider.Models.Add($"m{index}");
        }

        Assert.That(await World.ListAsync(type), Has.Count.EqualTo(1000));

        provider.Models.Add("one too many");
        var error = await World.FailureAsync(type);
        Assert.That((error.Failure, error.Message), Is.EqualTo((SourceFailure.Unreachable, $"{type} has more than 1000 pages")));
    }

    [Test]
    public async Task More_pages_without_a_last_id_are_an_error()
    {
        World.Providers.Anthropic.PageSize = 2;
        World.Providers.Anthropic.ForgetsLastId = true;

        var error = await World.FailureAsync(ModelSourceTypes.Anthropic);

        Assert.That(error.Message, Is.EqualTo("anthropic answered with JSON of another shape: last_id is missing or of another type"));
    }

    [Test]
    public async Task A_second_page_that_fails_fails_the_list()
    {
        World.Providers.Gemini.PageSize = 2;
        World.Providers.Gemini.Fault = ProviderFault.ServerError;
        World.Providers.Gemini.FaultAfter = 1;

        Assert.That((await World.FailureAsync(ModelSourceTypes.Gemini)).Message, Is.EqualTo("gemini answered 500"));
        Assert.That(World.Providers.Calls.Select(call => call.Status), Is.EqualTo([200, 500]));
    }

    [Test]
    public async Task D3_Keys_never_stand_in_an_address()
    {
        foreach (var type in SourceWorld.HttpTypes)
        {
            await World.ListAsync(type);
        }

        Assert.That(World.Providers.Calls.Select(call => call.ToString()), Has.All.Not.Contain(SourceWorld.Canary));
    }

    [Test]
    public async Task A_compatible_service_is_asked_at_its_own_address()
    {
        var gateway = World.Providers.Add("openrouter.ai", new OpenAIProvider("/api/v1") { Models = ["~anthropic/claude-sonnet-latest"], Key = SourceWorld.Canary });
        var request = World.Request(ModelSourceTypes.OpenAI);
        request.Spec.BaseUrl = "https://openrouter.ai/api/v1/";

        Assert.That((await World.ListAsync(request)).Single().Id, Is.EqualTo(gateway.Models[0]));
        Assert.That(World.Providers.Calls.Select(call => call.ToString()), Is.EqualTo(["GET openrouter.ai/api/v1/models 200"]));
    }

    [TestCase(ModelSourceTypes.AzureOpenAI)]
    [TestCase(ModelSourceTypes.HuggingFaceTgi)]
    [TestCase(ModelSourceTypes.KubeAI)]
    [TestCase(ModelSourceTypes.Ollama)]
    [TestCase(ModelSourceTypes.OpenAI)]
    [TestCase(ModelSourceTypes.Vllm)]
    public async Task A_base_url_that_leads_to_the_machine_itself_is_never_called(string type)
    {
        var request = World.Request(type);
        request.Spec.BaseUrl = "http://169.254.169.254/latest/meta-data";

        Assert.That((await World.FailureAsync(request)).Failure, Is.EqualTo(SourceFailure.InvalidConfig));
        Assert.That(World.Providers.Calls, Is.Empty);
    }

    [TestCase(ModelSourceTypes.AzureOpenAI)]
    [TestCase(ModelSourceTypes.HuggingFaceTgi)]
    [TestCase(ModelSourceTypes.KubeAI)]
    [TestCase(ModelSourceTypes.Ollama)]
    [TestCase(ModelSourceTypes.Vllm)]
    public async Task A_source_without_an_address_of_its_own_needs_one(string type)
    {
        var request = World.Request(type);
        request.Spec.BaseUrl = null;

        Assert.That((await World.FailureAsync(request)).Message, Is.EqualTo("baseUrl cannot be used: it is empty"));
    }

    [TestCase(ModelSourceTypes.HuggingFaceTgi)]
    [TestCase(ModelSourceTypes.Ollama)]
    [TestCase(ModelSourceTypes.Vllm)]
    public async Task A_server_in_the_cluster_needs_no_key(string type)
    {
        World.Provider(type).Key = null;
        var request = World.Request(type);

        Assert.That(await World.ListAsync(request with { Credentials = new Dictionary<string, string>() }), Is.Not.Empty);
    }

    [Test]
    public async Task A_deployment_that_cannot_serve_is_left_out_and_one_that_is_changed_is_not()
    {
        var azure = (AzureOpenAIProvider)World.Provider(ModelSourceTypes.AzureOpenAI);
        azure.Statuses["a"] = "failed";
        azure.Statuses["b"] = "running";

        Assert.That((await World.ListAsync(ModelSourceTypes.AzureOpenAI)).Select(model => model.Id), Is.EqualTo(["b", "c"]));
    }
}
