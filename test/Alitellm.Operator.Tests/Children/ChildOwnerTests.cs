using System.Text.Json.Nodes;
using Alitellm.Api.Models;
using Alitellm.Operator.Children;
using k8s.Models;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Children;

internal sealed class ChildOwnerTests
{
    private static readonly ChildOwner Owner = new("litellm.ackstorm.ai/v1alpha1", "LiteLLMModelDiscovery", new("ns", "d"), "uid-1", "made-by");

    [TestCase(null, null, false, ChildState.Explicit)]
    [TestCase(null, "d", false, ChildState.Adopted)]
    [TestCase(null, "e", false, ChildState.Explicit)]
    [TestCase("uid-1", "d", false, ChildState.Ours)]
    [TestCase("uid-1", null, false, ChildState.Ours, Description = "the label is for people")]
    [TestCase("uid-1", "d", true, ChildState.OursDeleting)]
    [TestCase("uid-2", "d", false, ChildState.Foreign, Description = "a former owner of the same name")]
    [TestCase("uid-2", "d", true, ChildState.ForeignDeleting)]
    [TestCase(null, null, true, ChildState.ForeignDeleting)]
    public void Whose_an_object_is_is_decided_by_the_UID_of_its_controller(string? controller, string? label, bool deleting, ChildState state)
    {
        var model = new LiteLLMModel { Metadata = new() { Name = "m", DeletionTimestamp = deleting ? DateTime.UnixEpoch : null } };
        model.Metadata.Labels = label is null ? null : new Dictionary<string, string> { ["made-by"] = label };
        model.Metadata.OwnerReferences = controller is null ? null : [new V1OwnerReference { Kind = "LiteLLMModelDiscovery", Name = "d", Uid = controller, Controller = true }];

        Assert.That(Owner.StateOf(model), Is.EqualTo(state));
    }

    [Test]
    public void An_owner_that_does_not_control_owns_nothing_here()
    {
        var model = new LiteLLMModel { Metadata = new() { OwnerReferences = [new() { Uid = "uid-1" }] } };

        Assert.That((Owner.StateOf(model), Owner.StateOf(null)), Is.EqualTo((ChildState.Explicit, ChildState.Absent)));
    }

    [TestCase("""{"params":{"model":"m","theirs":1},"info":{},"deletionPolicy":"Orphan"}""", true)]
    [TestCase("""{"params":{"model":"other"},"info":{}}""", false)]
    [TestCase("""{"params":{"model":"m"}}""", false, Description = "an empty bag is said too")]
    [TestCase("""{"params":{"model":"m","nested":{"a":1.0,"b":2}},"info":{}}""", true)]
    public void A_spec_holds_when_what_we_say_is_there(string spec, bool holds)
    {
        var manifest = ChildManifest.Of("LiteLLMModel", "m", Owner, JsonNode.Parse("""{"params":{"model":"m"},"info":{}}""")!.AsObject());

        Assert.That(ManifestMatch.SpecHolds(new() { ["spec"] = JsonNode.Parse(spec) }, manifest.Body), Is.EqualTo(holds));
    }

    [Test]
    public void The_hash_changes_with_everything_that_is_said_and_with_nothing_else()
    {
        ChildManifest Of(string spec, string? finalizer = "f") => ChildManifest.Of("LiteLLMModel", "m", Owner, JsonNode.Parse(spec)!.AsObject(), finalizer, new() { ["source"] = "x" });

        Assert.That(Of("""{"a":1,"b":2}""").Hash, Is.EqualTo(Of("""{"b":2,"a":1}""").Hash));
        Assert.That(Of("""{"a":1}""").Hash, Is.Not.EqualTo(Of("""{"a":2}""").Hash).And.Not.EqualTo(Of("""{"a":1}""", null).Hash));
        Assert.That((string?)Of("{}").Body["metadata"]!["annotations"]!["litellm.ackstorm.ai/applied-hash"], Is.EqualTo(Of("{}").Hash));
        Assert.That(Owner.Reference().ContainsKey("blockOwnerDeletion"), Is.True);
        Assert.That((Owner with { BlocksDeletion = false }).Reference().ContainsKey("blockOwnerDeletion"), Is.False);
    }
}
