using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Tests.Informers;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Client;

public sealed class ServedVersionsTests
{
    private const string Group = "test.example.com";

    private InformerWorld _world = null!;

    [TearDown]
    public void End() => _world.Dispose();

    [Test]
    public async Task A_kind_that_is_served_has_its_versions()
    {
        _world = new();

        Assert.That(await _world.Connection.ServedVersionsAsync(Group, "things", default), Is.EqualTo(new[] { "v1" }));
    }

    [Test]
    public async Task A_kind_of_which_only_another_version_is_served_has_that_one()
    {
        _world = new(served: false);
        _world.Serve(Things.Definition.Replace("name: v1", "name: v1alpha1", StringComparison.Ordinal));

        Assert.That(await _world.Connection.ServedVersionsAsync(Group, "things", default), Is.EqualTo(new[] { "v1alpha1" }));
    }

    [TestCase(true, "others", Description = "the group is there, the kind is not")]
    [TestCase(false, "things", Description = "not even the group is there")]
    public async Task A_kind_that_is_not_served_has_none(bool served, string plural)
    {
        _world = new(served: served);

        Assert.That(await _world.Connection.ServedVersionsAsync(Group, plural, default), Is.Empty);
    }

    [Test]
    public void A_server_that_cannot_be_asked_is_a_failure_and_not_an_empty_answer()
    {
        _world = new();
        _world.Server.Faults.Down();

        Assert.That(() => _world.Connection.ServedVersionsAsync(Group, "things", default), Throws.InstanceOf<KubernetesApiException>());
    }
}
