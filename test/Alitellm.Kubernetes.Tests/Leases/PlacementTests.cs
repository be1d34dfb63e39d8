using Alitellm.Kubernetes.Leases;
using CsCheck;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.Leases;

public sealed class PlacementTests
{
    private static readonly Gen<string[]> Names = Gen.Select(Gen.Int[1, 12], Gen.Int[0, 1_000_000]).Select((count, seed) => Enumerable.Range(0, count).Select(i => $"name-{seed}-{i}").ToArray());

    [Test]
    public void Every_placement_has_one_owner_and_no_replica_more_than_its_rounded_up_share()
    {
        Gen.Select(Names, Names).Sample((placements, replicas) =>
        {
            IReadOnlyDictionary<string, string> owners = Placement.Assign(placements, replicas);
            int most = (int)Math.Ceiling((double)placements.Length / replicas.Length);
            return owners.Count == placements.Length && owners.Values.All(replicas.Contains) && owners.Values.GroupBy(owner => owner).All(group => group.Count() <= most);
        });
    }

    [Test]
    public void The_order_in_which_names_are_known_does_not_matter()
    {
        Gen.Select(Names, Names).Sample((placements, replicas) =>
            Placement.Assign(placements, replicas).OrderBy(pair => pair.Key).SequenceEqual(Placement.Assign(placements.Reverse(), [.. replicas.Reverse()]).OrderBy(pair => pair.Key)));
    }

    [Test]
    public void When_one_of_many_leaves_most_placements_stay()
    {
        string[] placements = [.. Enumerable.Range(0, 100).Select(i => $"placement-{i}")];
        string[] replicas = [.. Enumerable.Range(0, 5).Select(i => $"pod-{i}")];
        IReadOnlyDictionary<string, string> before = Placement.Assign(placements, replicas);
        IReadOnlyDictionary<string, string> after = Placement.Assign(placements, replicas[1..]);

        Assert.That(placements.Count(placement => before[placement] == after[placement]), Is.GreaterThan(60));
    }
}
