"""Invented people and what they could say. Any likeness to a real family is chance."""

FIRST_F = (
    "Claire Nadine Sophie Fatima Isabelle Martine Anne Chantal Élodie Françoise Hélène Noëlle "
    "Samira Giulia Brigitte Monique Véronique Aurélie Nathalie Zoé Yasmina Carine Lucie Dominique"
).split()
FIRST_M = (
    "Thomas Louis Marc Philippe Karim Luc Jean-Pierre André Giovanni Michel Benoît Olivier Rachid "
    "Étienne Pascal Vincent Alain Daniel Bernard Mehdi Julien François Didier Nicolas"
).split()
LAST = (
    "Lacroix Petit Delvaux Simon Lefèvre Dœuvre Marchal Collignon Bodart Gillain Rossi Noël "
    "Warnier Dumont Hanchir Piret Lambotte Servais Dethier Haddad Closset Evrard Massart Thiry "
    "Gérard Pirson Delforge Wauters Baudoin Rasquin Lejeune Genot Henrion Sacré Fontaine Belkacem"
).split()
TOWNS = (
    ("5000", "Namur"),
    ("5002", "Saint-Servais"),
    ("5100", "Jambes"),
    ("5300", "Andenne"),
    ("5590", "Ciney"),
    ("5060", "Sambreville"),
    ("5190", "Jemeppe-sur-Sambre"),
    ("5500", "Dinant"),
    ("4500", "Huy"),
    ("6000", "Charleroi"),
)
STREETS = (
    "Rue des Tilleuls",
    "Avenue du Canal",
    "Rue du Moulin",
    "Chemin des Prés",
    "Rue de l’Œillet",
    "Place du Marché",
    "Rue des Écoles",
    "Clos des Merles",
)
ASKED = (
    "Je ne sais plus à qui parler. On me dit d’attendre, mais attendre quoi ?",
    "Est-ce que quelqu’un peut m’expliquer comment ça se passe à l’hôpital ?",
    "Je voudrais savoir si on a le droit de venir, et ce qu’on peut dire.",
    "Il rentre bientôt et j’ai peur de ne pas savoir m’y prendre.",
    "On m’a donné votre numéro à l’accueil. Je crois que j’ai besoin d’aide, moi aussi.",
    "Ma fille ne veut plus venir le voir. Je ne sais pas si je dois insister.",
    "J’appelle pour mon frère. Nos parents n’en peuvent plus.",
    "Y a-t-il un groupe pour les parents ? Je me sens très seule avec ça.",
)
OFFERED = (
    "Écoute, et un rendez-vous au bureau.",
    "Information sur le déroulement d’une hospitalisation. Rappel convenu.",
    "Rendez-vous proposé, avec un autre proche si elle le souhaite.",
    "Numéro de Télé-Accueil (107) donné pour la nuit.",
)
HEARD = {
    "knows_patient": (
        ("Il a toujours été le plus sensible des trois.", True),
        ("Elle décrit un garçon curieux, qui jouait de la guitare tous les soirs.", False),
        ("Je reconnais les signes avant tout le monde, et personne ne me demande.", True),
    ),
    "lives_with": (
        ("Je vérifie s’il respire, encore, la nuit.", True),
        ("Les repas se passent en silence depuis le printemps.", False),
        ("On marche sur des œufs. Du matin au soir.", True),
    ),
    "circumstances": (
        ("C’est moi qui ai appelé. Il m’a regardée comme si je l’avais trahi.", True),
        ("Le vendredi soir, la police puis l’ambulance ; les voisins étaient dehors.", False),
        ("Personne ne nous a expliqué ce qui allait se passer.", True),
    ),
    "lives_illness": (
        ("Le frère ne parle plus de lui à l’école.", False),
        ("Moi aussi j’existe, mais ça, on ne le dit pas.", True),
        ("La sœur aînée appelle tous les jours et ne vient plus.", False),
    ),
    "expectations": (
        ("Qu’on me dise au moins ce que je peux faire.", True),
        ("Elle attend de l’hospitalisation un temps de repos pour tout le monde.", False),
        ("Je voudrais qu’il redevienne comme avant. Je sais que ce n’est pas possible.", True),
    ),
    "yourself": (
        ("Depuis, elle dort par morceaux et a arrêté la chorale.", False),
        ("Je n’ai plus rien fait pour moi depuis deux ans.", True),
        ("Le jardin, c’est le seul endroit où je respire.", True),
    ),
    "closing": (
        ("On retient ensemble : ne plus rester seule avec ça, et une chose pour soi.", False),
        ("Reprise des trois points importants pour elle ; elle les a complétés.", False),
    ),
}
WORDS_FOR = {
    "guilt": "j’ai dû rater quelque chose",
    "fear": "j’ai peur qu’il recommence",
    "exhaustion": "je suis vidée",
    "anger": "personne ne répond, jamais",
    "sadness": "ce ne sera plus comme avant",
    "loneliness": "je n’en parle à personne",
    "hope": "il a souri, hier",
    "shame": "au village, on se cache",
    "frustration": "tout ça pour rien",
    "relief": "cette nuit j’ai dormi",
}
NEXT_STEPS = (
    "Se revoir dans trois semaines.",
    "Elle appelle l’association quand elle se sent prête.",
    "Rappeler pour donner les horaires du groupe de parole.",
    "Venir avec le frère la prochaine fois.",
    "Préparer ensemble les questions à poser à l’équipe soignante.",
)
ACTIONS = (
    "Rappeler pour les horaires du groupe de parole",
    "Envoyer la brochure d’information par la poste",
    "Vérifier la date de la prochaine séance d’information",
    "Prendre des nouvelles après le premier contact",
)
RELAY = (
    "",
    "Rien n’est relayé pour l’instant, à sa demande.",
    "L’équipe soignante peut savoir qu’elle souhaite la rencontrer.",
)
