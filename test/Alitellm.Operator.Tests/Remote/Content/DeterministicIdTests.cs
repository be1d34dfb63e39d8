using Alitellm.Operator.Remote.Content;
using CsCheck;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Content;

public sealed class DeterministicIdTests
{
    // Computed with Python: base64.b32encode(hashlib.sha256(text).digest()).lower()[:26]
    [TestCase("alitellm-system/alitellm-operator", "default", "team-a", "gpt-4o", "alo-czl5jfeyrjycifvl47t7zrwk6j")]
    [TestCase("", "", "", "", "alo-x2saryvivd5egiqknce4wubkhv")]
    [TestCase("é", "c", "n", "x", "alo-mcdnwifcmzkblgw3mqexw5dgzk")]
    public void Known_vectors_never_change(string instance, string connection, string ns, string name, string id)
    {
        Assert.That(DeterministicId.ForModel(instance, connection, ns, name), Is.EqualTo(id));
    }

    [Test]
    public void Every_part_counts()
    {
        string[] ids =
        [
            DeterministicId.ForModel("i", "c", "n", "m"),
            DeterministicId.ForModel("i2", "c", "n", "m"),
            DeterministicId.ForModel("i", "c2", "n", "m"),
            DeterministicId.ForModel("i", "c", "n2", "m"),
            DeterministicId.ForModel("i", "c", "n", "m2"),
            DeterministicId.ForModel("i", "cn", "", "m"),
        ];

        Assert.That(ids, Is.Unique);
    }

    [Test]
    public void An_id_has_only_characters_that_fit_into_a_URL_path()
    {
        Gen.Select(Gen.String, Gen.String, Gen.String, Gen.String).Sample(
            (instance, connection, ns, name) =>
            {
                var id = DeterministicId.ForModel(instance, connection, ns, name);
                return id.Length == 30 && id.StartsWith("alo-", StringComparison.Ordinal)
                    && id[4..].All(c => c is (>= 'a' and <= 'z') or (>= '2' and <= '7'));
            },
            iter: 200,
            threads: 1);
    }
}
