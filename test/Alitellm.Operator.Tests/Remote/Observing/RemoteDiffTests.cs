using Alitellm.Operator.Remote.Observing;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Observing;

public sealed class RemoteDiffTests
{
    [Test]
    public void Only_what_appeared_vanished_or_changed_is_told()
    {
        var before = FakeEntry.List(new("same", "a"), new("edited", "b"), new("gone", "c"));
        var after = FakeEntry.List(new("same", "a"), new("edited", "b", Fingerprint: "g"), new("new", "d"));

        var changes = RemoteDiff.Between(before, after).Select(change => (change.Old?.Id, change.New?.Id));

        Assert.That(changes, Is.EquivalentTo(new (string?, string?)[] { ("edited", "edited"), (null, "new"), ("gone", null) }));
    }

    [Test]
    public void Against_nothing_everything_is_new()
    {
        Assert.That(RemoteDiff.Between(null, FakeEntry.List(new("a", "a"), new("b", "b"))).Select(change => change.Old), Is.EqualTo(new FakeEntry?[] { null, null }));
    }
}
