using System.Text.Json.Nodes;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Api.Models;
using Alitellm.Operator.Discovery.Models;
using Alitellm.Operator.Discovery.Sources;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Discovery;

public sealed class ModelDiscoveryAdapterTests
{
    [TestCase("bedrock", "aws_region_name", "eu-west-1", false)]
    [TestCase("bedrock", "aws_region_name", "us-east-1", true)]
    [TestCase("bedrock", "other", "us-east-1", false)]
    [TestCase("vertex", "vertex_location", "europe-west4", false)]
    [TestCase("vertex", "vertex_location", "us-central1", true)]
    [TestCase("openai", "aws_region_name", "us-east-1", false)]
    public void A_model_of_a_region_that_the_spec_no_longer_names_is_deselected(string type, string key, string value, bool deselected)
    {
        var discovery = new LiteLLMModelDiscovery { Spec = new() { Type = type, Regions = ["eu-west-1"], Region = "europe-west4" } };
        var child = new LiteLLMModel { Spec = new() { Params = new JsonObject { [key] = value } } };

        Assert.That(Adapter().IsDeselected(discovery, child, "id"), Is.EqualTo(deselected));
    }

    [Test]
    public async Task A_type_that_this_version_does_not_know_is_a_matter_of_the_spec()
    {
        var failure = await Assert.ThrowsAsync<SourceException>(() => Adapter().ListAsync(new() { Spec = new() { Type = "future" } }, default));

        Assert.That((failure!.Failure, failure.Message), Is.EqualTo((SourceFailure.InvalidConfig, "spec.type future is not known to this version of the operator")));
    }

    [Test]
    public void Every_type_of_the_API_is_a_source()
    {
        using var sources = new ModelSources(new() { Identity = "x", InstanceId = "x" }, TimeProvider.System, null!);

        Assert.That(sources.All.Select(source => source.Type), Is.EquivalentTo(ModelSourceTypes.All));
    }

    private static ModelDiscoveryAdapter Adapter()
    {
        return new(_ => null, null!, null!, null!);
    }
}
