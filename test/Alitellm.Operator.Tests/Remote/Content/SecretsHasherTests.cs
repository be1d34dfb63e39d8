using Alitellm.Operator.Remote.Content;
using CsCheck;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Content;

public sealed class SecretsHasherTests
{
    [Test]
    public void The_hash_is_a_known_HMAC_under_the_derived_key()
    {
        var hash = new SecretsHasher("sk-master").Hash(new Dictionary<string, string> { ["B"] = "zwei", ["A"] = "one" });

        Assert.That(hash, Is.EqualTo("v2:6768f6e8b859755ae699c15e30d3f420288c6da9e7e0073fdf12051ec0807e71"));
    }

    [Test]
    public void No_secrets_have_a_hash_too()
    {
        var hash = new SecretsHasher("sk-master").Hash(SecretValues.Empty.ByPlaceholder);

        Assert.That(hash, Is.EqualTo("v2:0cce47a2a1f934c72c09282b70432583f1481e4e7f309f50458657a2d778bb93"));
    }

    [Test]
    public void Another_master_key_gives_another_hash()
    {
        var values = new Dictionary<string, string> { ["A"] = "one" };

        Assert.That(new SecretsHasher("sk-1").Hash(values), Is.Not.EqualTo(new SecretsHasher("sk-2").Hash(values)));
    }

    [Test]
    public void Names_and_values_cannot_run_into_each_other()
    {
        var hasher = new SecretsHasher("sk-master");
        string[] hashes =
        [
            hasher.Hash(new Dictionary<string, string> { ["A"] = "BC" }),
            hasher.Hash(new Dictionary<string, string> { ["AB"] = "C" }),
            hasher.Hash(new Dictionary<string, string> { ["A"] = "B", ["C"] = "" }),
            hasher.Hash(new Dictionary<string, string> { ["A"] = "BC ", }),
            hasher.Hash(new Dictionary<string, string> { ["A"] = "bc" }),
        ];

        Assert.That(hashes, Is.Unique);
    }

    [Test]
    public void The_order_in_which_values_are_given_does_not_matter()
    {
        var hasher = new SecretsHasher("sk-master");
        Gen.Select(Gen.String[Gen.Char["AB_1"], 1, 4], Gen.String).Array[0, 6].Select(pairs => pairs.DistinctBy(pair => pair.Item1).ToDictionary()).Sample(
            values => hasher.Hash(values) == hasher.Hash(values.Reverse().ToDictionary()),
            iter: 200,
            threads: 1);
    }

    [Test]
    public void A_missing_master_key_is_refused()
    {
        Assert.That(() => new SecretsHasher(""), Throws.ArgumentException);
    }

    [Test]
    public void Secret_values_do_not_show_themselves()
    {
        var values = new SecretValues(
            new Dictionary<string, string> { ["PW"] = "canary-4711" },
            [new() { Name = "s", Uid = "u", ResourceVersion = "1" }]);

        Assert.That($"{values} {values with { Versions = [] }}", Does.Not.Contain("canary").And.Contain("1 values"));
    }
}
