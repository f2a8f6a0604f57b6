"""Given names and surnames by region of India, in Latin and in the region's script.

Each region: men's names, women's names, surnames, and whole names in its own script
as (name, gender) pairs.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Region:
    """People of one region share names and a script."""

    men: tuple[str, ...]
    women: tuple[str, ...]
    surnames: tuple[str, ...]
    in_script: tuple[tuple[str, str], ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MARATHI = Region(
    _words(
        "Aditya Ajay Akshay Amol Aniket Atharva Bhushan Chinmay Dattatray Ganesh "
        "Hemant Kedar Mahesh Mandar Nilesh Omkar Prasad Pravin Rohan Sachin Sagar "
        "Sandip Shantanu Shreyas Sudhir Sunil Tejas Tushar Vaibhav Yash"
    ),
    _words(
        "Aarti Aditi Anagha Apurva Ashwini Bhagyashree Deepali Gauri Ketaki "
        "Madhavi Manasi Mrunal Neha Pallavi Prajakta Pranali Rutuja Sai Sayali "
        "Shalini Shubhangi Smita Snehal Sonali Supriya Swati Tanvi Trupti "
        "Vaishali Vidya"
    ),
    _words(
        "Apte Bapat Bhosale Chavan Deshmukh Deshpande Gaikwad Gokhale Jadhav "
        "Jagtap Joshi Kadam Kale Kamble Kulkarni Mane More Pawar Patil Phadke "
        "Ranade Salunkhe Sawant Shinde Shirke Tambe Thorat Wagh"
    ),
    (
        ("सचिन पाटील", "Male"),
        ("गणेश जाधव", "Male"),
        ("ओंकार कुलकर्णी", "Male"),
        ("स्नेहल देशपांडे", "Female"),
        ("वैशाली शिंदे", "Female"),
    ),
)
HINDI = Region(
    _words(
        "Abhishek Ajit Alok Amit Anil Arvind Ashok Deepak Dinesh Gaurav Harish "
        "Kamal Lalit Manoj Mohit Mukesh Naveen Pankaj Pradeep Rahul Rajesh Rakesh "
        "Ramesh Ravi Sanjay Shivam Suresh Vijay Vikas Vivek"
    ),
    _words(
        "Anita Anjali Archana Asha Babita Geeta Jyoti Kavita Kiran Kusum Mamta "
        "Meena Monika Nisha Pooja Poonam Preeti Priyanka Rekha Ritu Savita Seema "
        "Shweta Sunita Sushma Usha Vandana"
    ),
    _words(
        "Agarwal Bajpai Chauhan Chaturvedi Dubey Dwivedi Gupta Kumar Mishra Nigam "
        "Pandey Pathak Rathore Saxena Sharma Shukla Singh Srivastava Tiwari "
        "Tripathi Tyagi Verma Yadav"
    ),
    (
        ("रमेश कुमार", "Male"),
        ("अमित शर्मा", "Male"),
        ("राजेश यादव", "Male"),
        ("सुनीता देवी", "Female"),
        ("कविता मिश्रा", "Female"),
    ),
)
GUJARATI = Region(
    _words(
        "Alpesh Bhavesh Bhavin Chirag Darshan Dhaval Hardik Hitesh Jatin Jayesh "
        "Jignesh Kalpesh Ketan Mehul Mitesh Nirav Paresh Parth Rakshit Vipul"
    ),
    _words(
        "Bhavna Chetna Daksha Dhara Falguni Hetal Hiral Jagruti Jalpa Kinjal "
        "Komal Krupa Mital Nidhi Parul Reena Rupal Sejal Urvi Varsha"
    ),
    _words(
        "Amin Bhatt Chokshi Dave Desai Doshi Gandhi Jani Kapadia Lakhani Mehta "
        "Modi Panchal Parikh Parmar Patel Raval Shah Solanki Trivedi Vyas"
    ),
    (("હિતેશ પટેલ", "Male"), ("કિંજલ શાહ", "Female"), ("જયેશ મહેતા", "Male")),
)
TAMIL = Region(
    _words(
        "Anand Arun Balaji Dinesh Elango Ganesan Gopinath Hari Karthik Kumaran "
        "Lokesh Manikandan Murugan Prabhu Prakash Raghavan Ramkumar Saravanan "
        "Senthil Vignesh"
    ),
    _words(
        "Abirami Anitha Bhuvana Deepa Divya Gayathri Gomathi Indira Janani "
        "Kalaivani Kavitha Lakshmi Malathi Meenakshi Nithya Revathi Selvi Sudha "
        "Thenmozhi Vidhya"
    ),
    _words(
        "Annamalai Arumugam Chidambaram Govindan Iyer Krishnan Mani Narayanan "
        "Natarajan Pandian Perumal Raman Ramasamy Sekar Selvam Sivakumar "
        "Subramanian Sundaram Velu Venkatesan"
    ),
    (
        ("கார்த்திக் ராமன்", "Male"),
        ("மீனாட்சி சுந்தரம்", "Female"),
        ("செந்தில் குமரன்", "Male"),
        ("லட்சுமி நாராயணன்", "Female"),
    ),
)
KANNADA = Region(
    _words(
        "Abhinav Basavaraj Chandan Chetan Girish Guru Kiran Lingaraj Madhu "
        "Manjunath Naveen Nagesh Prashanth Puneeth Raghu Shashank Srinivas Sudeep "
        "Vinay Yogesh"
    ),
    _words(
        "Akshatha Ambika Bhavya Chaitra Chandana Girija Kavya Lavanya Megha "
        "Namratha Pavithra Rashmi Roopa Sahana Shilpa Shruthi Sowmya Spoorthi "
        "Sushmitha Vinutha"
    ),
    _words(
        "Achar Angadi Bhat Gowda Hegde Hiremath Kamath Kulal Murthy Naik Nayak "
        "Pai Patil Poojary Prabhu Rao Reddy Shenoy Shetty Swamy"
    ),
    (("ಮಂಜುನಾಥ್ ಗೌಡ", "Male"), ("ಕಾವ್ಯಾ ಹೆಗಡೆ", "Female")),
)
MALAYALI = Region(
    _words(
        "Abdul Ajith Anoop Biju Binu George Jijo Jithin Joby Joseph Manu Mathew "
        "Nikhil Rajeev Sajan Shaji Sreejith Thomas Unnikrishnan Vishnu"
    ),
    _words(
        "Aiswarya Ammu Anju Annamma Aswathy Beena Bindu Deepthi Jincy Leena Lissy "
        "Mini Nimmy Parvathy Reshma Sheeba Sini Sreelekha Sreeja Teena"
    ),
    _words(
        "Antony Chacko D'Cruz Eapen Jacob John Kurian Kurup Menon Mohan Nair "
        "Nambiar Philip Pillai Rahman Thampi Varghese Varma Warrier Xavier"
    ),
    (("ബിജു തോമസ്", "Male"), ("അശ്വതി നായർ", "Female")),
)
BENGALI = Region(
    _words(
        "Abhijit Amitava Anirban Arindam Arnab Bappa Debashis Dipankar Indranil "
        "Joydeep Kaushik Partha Prosenjit Rajat Sandipan Soumen Subrata Sourav "
        "Tapas Tanmoy"
    ),
    _words(
        "Ananya Aparna Arpita Chandrima Debjani Indrani Jhuma Keya Madhumita "
        "Mitali Mousumi Paromita Piyali Rituparna Rupa Sharmila Sohini Sudeshna "
        "Tanusree Tapati"
    ),
    _words(
        "Banerjee Basu Bhattacharya Biswas Bose Chakraborty Chatterjee Das Datta "
        "Dey Ganguly Ghosh Guha Kar Kundu Majumdar Mitra Mukherjee Paul Roy Saha "
        "Sarkar Sen"
    ),
    (("সৌরভ দত্ত", "Male"), ("অনন্যা সেন", "Female")),
)
PUNJABI = Region(
    _words(
        "Amandeep Amrit Balwinder Daljit Gagandeep Gurpreet Harjit Harpreet "
        "Inderjit Jaspal Jaswant Kulwant Mandeep Manjit Navjot Parminder Rajinder "
        "Ranjit Sukhdev"
    ),
    _words(
        "Amarjit Baljit Daljeet Gurleen Harleen Jasleen Jaspreet Kamaljit "
        "Kirandeep Manpreet Navneet Paramjit Rajwinder Ramandeep Rupinder Simran "
        "Sukhjit"
    ),
    _words(
        "Ahluwalia Arora Bains Bedi Brar Chadha Dhaliwal Dhillon Gill Grewal "
        "Khanna Kohli Malhotra Sandhu Sethi Sidhu Sodhi Walia"
    ),
    (("ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "Male"), ("ਜਸਲੀਨ ਕੌਰ", "Female")),
)
TELUGU = Region(
    _words(
        "Anil Bhaskar Chaitanya Charan Harsha Jagadeesh Krishna Mahendra "
        "Nagarjuna Pavan Phani Rajasekhar Sai Satish Sridhar Srikanth Surya "
        "Venkat Vamsi"
    ),
    _words(
        "Anusha Bhargavi Divya Haritha Hima Jyothi Keerthi Lalitha Madhuri "
        "Mounika Padma Prasanna Ramya Sandhya Sirisha Sravani Swapna Swathi "
        "Vasavi"
    ),
    _words(
        "Akula Bandaru Chilukuri Dasari Goud Kakarla Kandula Kommineni Mallela "
        "Naidu Palle Pothuri Raju Rao Reddy Sastry Tadepalli Vemula Yerram"
    ),
    (("శ్రీకాంత్ రెడ్డి", "Male"), ("మౌనిక రావు", "Female")),
)
