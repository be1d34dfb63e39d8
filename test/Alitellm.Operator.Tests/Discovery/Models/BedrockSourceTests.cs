using Alitellm.Api.ModelDiscoveries;
using Alitellm.Operator.Discovery.Models;
using Alitellm.Operator.Discovery.Sources;
using Alitellm.Testing.Providers;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery.Models;

internal sealed class BedrockSourceTests : SourceFixture
{
    private BedrockProvider _north = null!;
    private BedrockProvider _west = null!;

    [SetUp]
    public void AddRegions()
    {
        _north = (BedrockProvider)World.Provider(ModelSourceTypes.Bedrock);
        _north.Models.Clear();
        _west = World.Providers.AddBedrock("eu-west-1");
        _west.Key = SourceWorld.Canary;
    }

    [Test]
    public async Task D30_A_colon_stays_in_the_id_and_the_region_goes_with_it()
    {
        _north.Models.Add("anthropic.claude-3-sonnet-20240229-v1:0");

        var model = (await ListAsync()).Single();

        Assert.That((model.Id, model.RoutedId), Is.EqualTo(("anthropic.claude-3-sonnet-20240229-v1:0", (string?)null)));
        Assert.That(model.Params!.ToJsonString(), Is.EqualTo("""{"aws_region_name":"eu-north-1"}"""));
    }

    [Test]
    public async Task Only_active_on_demand_models_that_are_no_embeddings_are_listed()
    {
        _north.Models.Add("kept");
        _north.Further.Add(new BedrockModel("old", Lifecycle: "LEGACY"));
        _north.Further.Add(new BedrockModel("unclear", Lifecycle: null));
        _north.Further.Add(new BedrockModel("bought", InferenceType: "PROVISIONED"));
        _north.Further.Add(new BedrockModel("vectors", OutputModality: "EMBEDDING"));

        Assert.That((await ListAsync()).Select(model => model.Id), Is.EqualTo(["kept"]));
        Assert.That(World.Providers.Calls.Single().Query, Is.EqualTo("byInferenceType=ON_DEMAND"));
    }

    [Test]
    public async Task D31_Regions_are_listed_in_their_order()
    {
        _north.Models.Add("openai.gpt-oss-120b-1:0");
        _west.Models.Add("google.gemma");
        _west.Models.Add("openai.gpt-oss-120b-1:0");

        var models = await ListAsync(regions: ["eu-west-1", "eu-north-1"]);

        Assert.That(models.Select(model => $"{model.Id} {model.Params!["aws_region_name"]}"), Is.EqualTo(
            ["google.gemma eu-west-1", "openai.gpt-oss-120b-1:0 eu-west-1", "openai.gpt-oss-120b-1:0 eu-north-1"]));
    }

    [TestCase(ProviderFault.ServerError, SourceFailure.Unreachable, "bedrock in eu-west-1 answered 500")]
    [TestCase(ProviderFault.Forbidden, SourceFailure.AuthFailed, "bedrock in eu-west-1 answered 403: it refuses the credentials")]
    public async Task D32_One_region_that_fails_fails_the_list_and_is_named(ProviderFault fault, SourceFailure failure, string message)
    {
        _north.Models.Add("a");
        _west.Fault = fault;

        var error = await World.FailureAsync(Request(["eu-north-1", "eu-west-1"]));

        Assert.That((error.Failure, error.Message), Is.EqualTo((failure, message)));
    }

    [Test]
    public async Task D31_A_profile_stands_in_for_a_model_without_on_demand_access()
    {
        _north.Models.Add("in-region");
        _north.Further.Add(new BedrockModel("amazon.nova-pro-v1:0", InferenceType: "INFERENCE_PROFILE"));
        _north.Further.Add(new BedrockModel("global-only", InferenceType: "INFERENCE_PROFILE"));
        _north.Further.Add(new BedrockModel("resting", InferenceType: "INFERENCE_PROFILE"));
        _north.Further.Add(new BedrockModel("none", InferenceType: "INFERENCE_PROFILE"));
        _north.Further.Add(new BedrockModel("old", Lifecycle: "LEGACY", InferenceType: "INFERENCE_PROFILE"));
        foreach (var profile in (string[])["eu.in-region", "global.amazon.nova-pro-v1:0", "eu.amazon.nova-pro-v1:0", "global.global-only", "eu.old", "us.none"])
        {
            _north.Profiles[profile] = "ACTIVE";
        }

        _north.Profiles["eu.resting"] = "INACTIVE";
        _north.PageSize = 2;

        var models = await ListAsync(profiles: ["eu", "global"]);

        Assert.That(models.Select(model => (model.Id, model.RoutedId)), Is.EqualTo(
        [
            ("in-region", (string?)null),
            ("amazon.nova-pro-v1:0", "eu.amazon.nova-pro-v1:0"),
            ("global-only", "global.global-only"),
        ]));
        Assert.That(World.Providers.Calls[0].Query, Is.Empty, "the server must not filter");
        Assert.That(World.Providers.Calls.Skip(1).Select(call => call.Query), Is.EqualTo(
            ["type=SYSTEM_DEFINED", "nextToken=p2&type=SYSTEM_DEFINED", "nextToken=p4&type=SYSTEM_DEFINED", "nextToken=p6&type=SYSTEM_DEFINED"]));
    }

    [Test]
    public async Task A_session_token_goes_with_temporary_keys()
    {
        _north.Models.Add("a");
        _north.SessionToken = "session";
        var request = Request(["eu-north-1"]);

        Assert.That(
            await World.ListAsync(request with { Credentials = new Dictionary<string, string>(request.Credentials) { ["AWS_SESSION_TOKEN"] = "session" } }),
            Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Regions_that_would_make_another_host_are_refused()
    {
        foreach (var region in (string[])["", "eu.evil", "eu/x", "EU-NORTH-1"])
        {
            Assert.That((await World.FailureAsync(Request([region]))).Failure, Is.EqualTo(SourceFailure.InvalidConfig), region);
        }

        Assert.That((await World.FailureAsync(Request([]))).Failure, Is.EqualTo(SourceFailure.InvalidConfig));
        Assert.That(World.Providers.Calls, Is.Empty);
    }

    private Task<IReadOnlyList<ModelCandidate>> ListAsync(IList<string>? regions = null, IList<string>? profiles = null)
    {
        return World.ListAsync(Request(regions ?? ["eu-north-1"], profiles));
    }

    private ModelSourceRequest Request(IList<string> regions, IList<string>? profiles = null)
    {
        var request = World.Request(ModelSourceTypes.Bedrock);
        request.Spec.Regions = regions;
        request.Spec.InferenceProfiles = profiles;
        return request;
    }
}
