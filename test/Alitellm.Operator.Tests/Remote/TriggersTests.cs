using Alitellm.Api.Models;
using Alitellm.Kubernetes.Queueing;
using Alitellm.Operator.Remote;
using k8s.Models;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote;

public sealed class TriggersTests
{
    [Test]
    public void The_first_list_goes_into_the_background_lane()
    {
        Assert.That(Triggers.Of(null, Model(), isInitial: true), Is.EqualTo(QueuePriority.Background));
    }

    [Test]
    public void Creation_and_removal_overtake()
    {
        Assert.That(Triggers.Of(null, Model(), isInitial: false), Is.EqualTo(QueuePriority.High));
        Assert.That(Triggers.Of(Model(), null, isInitial: false), Is.EqualTo(QueuePriority.High));
    }

    [Test]
    public void Our_own_status_and_finalizer_writes_trigger_nothing()
    {
        var after = Model();
        after.Metadata.ResourceVersion = "2";
        after.Metadata.Finalizers = ["f"];
        after.Status = new() { ObservedGeneration = 1 };

        Assert.That(Triggers.Of(Model(), after, isInitial: false), Is.Null);
    }

    private static IEnumerable<TestCaseData> Edits()
    {
        yield return Edit("generation", metadata => metadata.Generation = 2);
        yield return Edit("deletion", metadata => metadata.DeletionTimestamp = DateTime.UnixEpoch);
        yield return Edit("annotation", metadata => metadata.Annotations = new Dictionary<string, string> { ["a"] = "b" });
        yield return Edit("label", metadata => metadata.Labels = new Dictionary<string, string> { ["a"] = "b" });
        yield return Edit("another object of the name", metadata => metadata.Uid = "v");

        static TestCaseData Edit(string name, Action<V1ObjectMeta> change)
        {
            return new TestCaseData(change).SetArgDisplayNames(name);
        }
    }

    [TestCaseSource(nameof(Edits))]
    public void An_edit_overtakes(Action<V1ObjectMeta> change)
    {
        var after = Model();
        change(after.Metadata);

        Assert.That(Triggers.Of(Model(), after, isInitial: false), Is.EqualTo(QueuePriority.High));
    }

    private static LiteLLMModel Model()
    {
        return new() { Metadata = new() { Name = "m", NamespaceProperty = "ns", Uid = "u", Generation = 1, ResourceVersion = "1" }, Spec = new() };
    }
}
